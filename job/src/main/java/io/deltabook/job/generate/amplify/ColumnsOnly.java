// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.generate.amplify;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;

/** Converter that parquet-java requires even where flat columns are read one by one. */
final class ColumnsOnly extends GroupConverter {
    private final PrimitiveConverter column = new Column();

    @Override
    public Converter getConverter(int fieldIndex) {
        return column;
    }

    @Override
    public void start() {}

    @Override
    public void end() {}

    private static final class Column extends PrimitiveConverter {}
}
