// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * A Parquet file of flat columns for other programs: plain values in, row groups of a fixed length
 * out, compressed with Snappy. Optional columns take nulls. Used by one thread.
 */
public final class TableFileWriter implements Closeable {
    private final StreamOutputFile output;
    private final CodecFactory codecs =
            new CodecFactory(new PlainParquetConfiguration(), FlatFileWriter.pageBytes());
    private final FlatFileWriter file;
    private final int[] present;
    private final int rowGroupRows;
    private long rows;

    /**
     * Begins a file.
     *
     * @param out receives it; belongs to the caller
     * @param schema the message type as text, without nested columns
     * @param rowGroupRows rows of a full row group
     */
    public TableFileWriter(OutputStream out, String schema, int rowGroupRows) throws IOException {
        this.rowGroupRows = rowGroupRows;
        MessageType type = MessageTypeParser.parseMessageType(schema);
        present = new int[type.getFieldCount()];
        for (int i = 0; i < present.length; i++) {
            present[i] = type.getColumns().get(i).getMaxDefinitionLevel();
        }
        output = new StreamOutputFile(out);
        file = new FlatFileWriter(output, type, codecs.getCompressor(CompressionCodecName.SNAPPY));
        file.startRowGroup();
    }

    /** Gives the next row's value of an INT32 column. */
    public void small(int column, int value) {
        file.column(column).write(value, 0, present[column]);
    }

    /** Gives the next row's value of an INT64 column. */
    public void number(int column, long value) {
        file.column(column).write(value, 0, present[column]);
    }

    /** Gives the next row's value of a DOUBLE column. */
    public void real(int column, double value) {
        file.column(column).write(value, 0, present[column]);
    }

    /** Gives the next row's value of a BOOLEAN column. */
    public void flag(int column, boolean value) {
        file.column(column).write(value, 0, present[column]);
    }

    /** Gives the next row's value of a STRING column. */
    public void text(int column, String value) {
        file.column(column).write(Binary.fromString(value), 0, present[column]);
    }

    /** Gives the next row's value of a column of bytes, which must not change afterwards. */
    public void bytes(int column, byte[] value) {
        file.column(column).write(Binary.fromConstantByteArray(value), 0, present[column]);
    }

    /** Gives the next row's null of an optional column. */
    public void absent(int column) {
        file.column(column).writeNull(0, 0);
    }

    /** Completes a row, for which every column has been given a value or a null. */
    public void endRow() throws IOException {
        file.endRow();
        rows++;
        if (file.rows() == rowGroupRows) {
            file.endRowGroup();
            file.startRowGroup();
        }
    }

    /** Rows so far. */
    public long rows() {
        return rows;
    }

    /** Writes what is left and the footer. */
    public void end(Map<String, String> metadata) throws IOException {
        if (file.rows() > 0) {
            file.endRowGroup();
        }
        file.end(metadata);
        output.flush();
    }

    /** Frees the codecs; the file is only whole after {@link #end}. */
    @Override
    public void close() {
        codecs.release();
    }
}
