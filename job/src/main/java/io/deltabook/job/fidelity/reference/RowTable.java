// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity.reference;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A file's rows, the columns of which are known by name. Not thread-safe. */
interface RowTable extends Closeable {
    /** Opens a file: Parquet by its name, else CSV. */
    static RowTable open(Path file) throws IOException {
        boolean isParquet = file.toString().toLowerCase(Locale.ROOT).endsWith(".parquet");
        return isParquet ? ParquetTable.open(file) : CsvTable.open(file);
    }

    /** The names of the columns. */
    List<String> names();

    /** Moves to the next row; false after the last. */
    boolean next() throws IOException;

    /** The number of a column; NaN if it has none. */
    double number(int column);

    /** The text of a column; empty if it has none. */
    String text(int column);
}
