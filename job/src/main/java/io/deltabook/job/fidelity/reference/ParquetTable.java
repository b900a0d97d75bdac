// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity.reference;

import io.deltabook.contract.BadInputException;
import io.deltabook.job.parquet.dataset.NumberRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The rows of a Parquet file. */
final class ParquetTable implements RowTable {
    private final NumberRows rows;

    private ParquetTable(NumberRows rows) {
        this.rows = rows;
    }

    static ParquetTable open(Path file) {
        try {
            return new ParquetTable(NumberRows.open(file));
        } catch (IOException e) {
            throw new BadInputException(e.getMessage(), e);
        }
    }

    @Override
    public List<String> names() {
        return rows.names();
    }

    @Override
    public boolean next() throws IOException {
        return rows.next();
    }

    @Override
    public double number(int column) {
        return rows.number(column);
    }

    @Override
    public String text(int column) {
        return rows.text(column);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
