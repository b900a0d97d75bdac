// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.encode;

import io.deltabook.number.Decimal128Bytes;
import org.apache.parquet.column.statistics.BinaryStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;

/** Numbers written as DECIMAL(38,18). */
interface ExactForm extends DecimalForm {
    @Override
    default int length() {
        return Decimal128Bytes.LENGTH;
    }

    @Override
    default void addTo(Statistics<?> statistics, long number) {
        byte[] bytes = new byte[Decimal128Bytes.LENGTH];
        write(number, bytes, 0);
        ((BinaryStatistics) statistics).updateStats(Binary.fromConstantByteArray(bytes));
    }
}
