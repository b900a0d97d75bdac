// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.generate;

import io.deltabook.job.parquet.file.FlatFileWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;

/** One Parquet file of flat columns, in row groups of a fixed length. */
public final class ColumnFileWriter implements Closeable {
    private static final Map<String, String> FOOTER = Map.of("generator", "deltabook generate");

    private final FlatFileWriter file;
    private final CodecFactory codecs =
            new CodecFactory(new PlainParquetConfiguration(), FlatFileWriter.pageBytes());
    private final int rowGroupRows;

    public ColumnFileWriter(Path path, MessageType schema, FileCodec codec, int rowGroupRows)
            throws IOException {
        this.rowGroupRows = rowGroupRows;
        file =
                new FlatFileWriter(
                        new LocalOutputFile(path),
                        schema,
                        codecs.getCompressor(codec.parquetName()));
        file.startRowGroup();
    }

    /** Receives the column's values of the next row; differs from row group to row group. */
    public ColumnWriter column(int index) {
        return file.column(index);
    }

    /** Completes a row, for which every column has been given a value or a null. */
    public void endRow() throws IOException {
        file.endRow();
        if (file.rows() == rowGroupRows) {
            file.endRowGroup();
            file.startRowGroup();
        }
    }

    @Override
    public void close() throws IOException {
        if (file.rows() > 0) {
            file.endRowGroup();
        }
        file.end(FOOTER);
        codecs.release();
    }
}
