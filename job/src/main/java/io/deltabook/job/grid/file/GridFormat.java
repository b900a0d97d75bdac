// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.grid.file;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;

/** Whose files are written. */
public enum GridFormat {
    /** Parquet, compressed with Snappy. */
    PARQUET {
        @Override
        GridFile begin(OutputStream out, GridColumns columns) throws IOException {
            return new ParquetGrid(out, columns);
        }
    },
    /** Text with a header line. */
    CSV {
        @Override
        GridFile begin(OutputStream out, GridColumns columns) throws IOException {
            return new CsvGrid(out, columns);
        }
    },
    /** Arrow's IPC file format, also known as Feather. */
    ARROW {
        @Override
        GridFile begin(OutputStream out, GridColumns columns) throws IOException {
            return new ArrowGrid(out, columns);
        }
    };

    /** Begins a file's content; the stream belongs to the caller. */
    abstract GridFile begin(OutputStream out, GridColumns columns) throws IOException;

    /** How names of files end. */
    String extension() {
        return '.' + toString();
    }

    /** The word on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The content of one file. Used by one thread. */
    interface GridFile extends AutoCloseable {
        /** Takes a row, which may change afterwards. */
        void row(GridRow row) throws IOException;

        /** Writes what ends the content. */
        void end(Map<String, String> metadata) throws IOException;

        /** Frees what the writer holds; the content is only whole after {@link #end}. */
        @Override
        void close();
    }
}
