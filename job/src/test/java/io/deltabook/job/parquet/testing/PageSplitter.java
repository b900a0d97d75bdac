// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Cuts the uncompressed pages of version 1 of list columns into pages that begin and end anywhere,
 * within a row too, as the format allows and parquet-java does not write.
 */
final class PageSplitter {
    private static final int SLAB = 1 << 10;

    private final SplittableRandom random;
    private final MessageType schema;

    PageSplitter(SplittableRandom random, MessageType schema) {
        this.random = random;
        this.schema = schema;
    }

    /** The same file in other pages. */
    byte[] split(byte[] file) throws IOException {
        ParquetParts parts = ParquetParts.of(file);
        int columns = schema.getColumns().size();
        for (int i = 0; i < parts.chunks.size(); i++) {
            ColumnDescriptor column = schema.getColumns().get(i % columns);
            if (column.getMaxRepetitionLevel() > 0) {
                List<ParquetParts.Page> pages = new ArrayList<>();
                for (ParquetParts.Page page : parts.chunks.get(i)) {
                    boolean isData = page.header.getType() == PageType.DATA_PAGE;
                    pages.addAll(isData ? split(page, column) : List.of(page));
                }
                parts.chunks.set(i, pages);
            }
        }
        return parts.bytes();
    }

    private List<ParquetParts.Page> split(ParquetParts.Page page, ColumnDescriptor column)
            throws IOException {
        DataPageHeader header = page.header.getData_page_header();
        int entries = header.getNum_values();
        ByteBuffer body = ByteBuffer.wrap(page.body).order(ByteOrder.LITTLE_ENDIAN);
        int[] repetition = levels(body, entries, column.getMaxRepetitionLevel());
        int[] definition = levels(body, entries, column.getMaxDefinitionLevel());
        int values = 0;
        for (int level : definition) {
            values += level == column.getMaxDefinitionLevel() ? 1 : 0;
        }
        boolean isPlain = header.getEncoding() == Encoding.PLAIN;
        List<byte[]> plain = isPlain ? plain(body, values, column) : List.of();
        int width = isPlain || values == 0 ? 0 : body.get();
        int[] indexes = isPlain || values == 0 ? new int[0] : runs(body, values, width);
        List<ParquetParts.Page> pages = new ArrayList<>();
        int value = 0;
        for (int from = 0; from < entries; ) {
            int to = Math.min(entries, from + 1 + random.nextInt(9));
            int next = value;
            for (int i = from; i < to; i++) {
                next += definition[i] == column.getMaxDefinitionLevel() ? 1 : 0;
            }
            BytesInput data =
                    isPlain
                            ? BytesInput.concat(
                                    plain.subList(value, next).stream()
                                            .map(BytesInput::from)
                                            .toList())
                            : BytesInput.concat(
                                    BytesInput.from(new byte[] {(byte) width}),
                                    encoded(Arrays.copyOfRange(indexes, value, next), width));
            BytesInput whole =
                    BytesInput.concat(
                            levels(repetition, from, to, column.getMaxRepetitionLevel()),
                            levels(definition, from, to, column.getMaxDefinitionLevel()),
                            data);
            pages.add(part(page, whole.toByteArray(), to - from));
            value = next;
            from = to;
        }
        return pages;
    }

    private static ParquetParts.Page part(ParquetParts.Page page, byte[] body, int entries) {
        ParquetParts.Page part = page.copy();
        part.body = body;
        part.header.setUncompressed_page_size(body.length);
        part.header.getData_page_header().setNum_values(entries);
        part.header.getData_page_header().unsetStatistics();
        part.seal();
        return part;
    }

    private static int width(int highest) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(highest);
    }

    private static int[] levels(ByteBuffer body, int entries, int highest) throws IOException {
        int end = body.getInt() + body.position();
        int[] levels = runs(body, entries, width(highest));
        body.position(end);
        return levels;
    }

    private static int[] runs(ByteBuffer body, int count, int width) throws IOException {
        RunLengthBitPackingHybridDecoder decoder =
                new RunLengthBitPackingHybridDecoder(
                        width,
                        new ByteArrayInputStream(
                                body.array(), body.position(), body.array().length));
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = decoder.readInt();
        }
        return numbers;
    }

    private static BytesInput levels(int[] levels, int from, int to, int highest)
            throws IOException {
        BytesInput runs = encoded(Arrays.copyOfRange(levels, from, to), width(highest));
        return BytesInput.concat(BytesInput.fromInt(Math.toIntExact(runs.size())), runs);
    }

    private static BytesInput encoded(int[] numbers, int width) throws IOException {
        RunLengthBitPackingHybridEncoder runs =
                new RunLengthBitPackingHybridEncoder(
                        width, SLAB, SLAB, HeapByteBufferAllocator.getInstance());
        for (int number : numbers) {
            runs.writeInt(number);
        }
        return BytesInput.copy(runs.toBytes());
    }

    private static List<byte[]> plain(ByteBuffer body, int count, ColumnDescriptor column) {
        List<byte[]> values = new ArrayList<>();
        PrimitiveTypeName type = column.getPrimitiveType().getPrimitiveTypeName();
        for (int i = 0; i < count; i++) {
            int length =
                    switch (type) {
                        case BINARY -> Integer.BYTES + body.getInt(body.position());
                        case FIXED_LEN_BYTE_ARRAY -> column.getPrimitiveType().getTypeLength();
                        case INT32, FLOAT -> Integer.BYTES;
                        default -> Long.BYTES;
                    };
            byte[] value = new byte[length];
            body.get(value);
            values.add(value);
        }
        return values;
    }
}
