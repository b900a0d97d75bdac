// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Delta files of plain columns, except for one whose pages a test makes byte by byte. */
public final class HandMadePages {
    public static final int ROWS = 8;

    private HandMadePages() {}

    /** The pages of a column. */
    public interface Pages {
        void write(ParquetFileWriter out) throws IOException;
    }

    public static Pages page(Encoding encoding, byte[] bytes) {
        return out -> page(out, ROWS, bytes.length, encoding, bytes);
    }

    public static void page(
            ParquetFileWriter out, int rows, int size, Encoding encoding, byte[] bytes)
            throws IOException {
        out.writeDataPage(
                rows,
                size,
                BytesInput.from(bytes),
                Statistics.getBuilderForReading(
                                MessageTypeParser.parseMessageType("message m {required int64 x;}")
                                        .getType(0)
                                        .asPrimitiveType())
                        .build(),
                Encoding.RLE,
                Encoding.RLE,
                encoding);
    }

    public static void dictionary(ParquetFileWriter out, int entries, byte[] bytes)
            throws IOException {
        out.writeDictionaryPage(
                new DictionaryPage(BytesInput.from(bytes), entries, Encoding.PLAIN));
    }

    /** A file of plain columns except for one. */
    public static Path write(
            Path file,
            int rows,
            String column,
            String type,
            CompressionCodecName codec,
            Pages pages)
            throws IOException {
        StringBuilder text = new StringBuilder("message deltas {");
        Map<String, String> types =
                Map.of(
                        "origin_time", "int64",
                        "update_id", "int64",
                        "side", "binary",
                        "price", "double",
                        "new_quantity", "double");
        for (Map.Entry<String, String> entry : types.entrySet()) {
            String name = entry.getKey();
            String found = name.equals(column) ? type : entry.getValue();
            text.append("required ").append(found).append(' ').append(name).append(';');
        }
        text.append("required binary symbol;}");
        MessageType schema = MessageTypeParser.parseMessageType(text.toString());
        ParquetFileWriter out =
                new ParquetFileWriter(
                        new LocalOutputFile(file),
                        schema,
                        ParquetFileWriter.Mode.OVERWRITE,
                        1 << 20,
                        0);
        out.start();
        out.startBlock(rows);
        for (ColumnDescriptor descriptor : schema.getColumns()) {
            boolean isMade = descriptor.getPath()[0].equals(column);
            out.startColumn(descriptor, rows, isMade ? codec : CompressionCodecName.UNCOMPRESSED);
            if (isMade) {
                pages.write(out);
            } else {
                byte[] bytes = plain(descriptor, rows);
                page(out, rows, bytes.length, Encoding.PLAIN, bytes);
            }
            out.endColumn();
        }
        out.endBlock();
        out.end(Map.of());
        return file;
    }

    private static byte[] plain(ColumnDescriptor column, int rows) {
        boolean isText =
                column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
        byte[] word =
                (column.getPath()[0].equals("symbol") ? "BTC-USDT" : "bid")
                        .getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes =
                ByteBuffer.allocate(rows * (isText ? Integer.BYTES + word.length : Long.BYTES))
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < rows; row++) {
            if (isText) {
                bytes.putInt(word.length).put(word);
            } else if (column.getPath()[0].equals("origin_time")) {
                bytes.putLong(DeltaRow.START + row);
            } else {
                bytes.putDouble(1.5);
            }
        }
        return bytes.array();
    }

    public static byte[] longs(long... values) {
        ByteBuffer bytes =
                ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            bytes.putLong(value);
        }
        return bytes.array();
    }

    /** Unsigned numbers of any length. */
    public static byte[] numbers(int... values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < values.length; i++) {
            int rest = values[i];
            while (rest >>> 7 != 0 && i < 5) {
                bytes.write(rest & 0x7F | 0x80);
                rest >>>= 7;
            }
            bytes.write(rest);
        }
        return bytes.toByteArray();
    }

    public static DeltaBinaryPackingValuesWriterForInteger lengths() {
        return new DeltaBinaryPackingValuesWriterForInteger(
                1_024, 1_024, HeapByteBufferAllocator.getInstance());
    }
}
