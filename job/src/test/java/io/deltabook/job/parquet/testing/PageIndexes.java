// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveComparator;
import org.apache.parquet.schema.PrimitiveType;

/** Compares the page indexes of an events file with its rows. */
public final class PageIndexes {
    private final List<String> faults = new ArrayList<>();
    private int pages;

    /** What is wrong with them; and, as the last line, how many pages were compared. */
    public static List<String> faults(Path file, List<Group> rows) throws IOException {
        PageIndexes indexes = new PageIndexes();
        int firstRow = 0;
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            for (BlockMetaData block : reader.getFooter().getBlocks()) {
                List<Group> rowsOfBlock =
                        rows.subList(firstRow, firstRow + (int) block.getRowCount());
                for (ColumnChunkMetaData chunk : block.getColumns()) {
                    indexes.compare(
                            chunk,
                            reader.readColumnIndex(chunk),
                            reader.readOffsetIndex(chunk),
                            rowsOfBlock);
                }
                firstRow += (int) block.getRowCount();
            }
        }
        indexes.faults.add(indexes.pages + " pages");
        return indexes.faults;
    }

    private void compare(
            ColumnChunkMetaData chunk, ColumnIndex index, OffsetIndex offsets, List<Group> rows) {
        if (chunk.getFirstDataPageOffset() != offsets.getOffset(0)) {
            faults.add(chunk.getPath() + " first page at " + offsets.getOffset(0));
        }
        for (int page = 0; page < offsets.getPageCount(); page++) {
            int from = (int) offsets.getFirstRowIndex(page);
            int to = (int) offsets.getLastRowIndex(page, rows.size()) + 1;
            String claimed =
                    "nulls=%d %s..%s"
                            .formatted(
                                    index.getNullCounts().get(page),
                                    value(chunk, index, index.getMinValues().get(page), page),
                                    value(chunk, index, index.getMaxValues().get(page), page));
            String found = found(chunk, rows.subList(from, to));
            if (!claimed.equals(found)) {
                faults.add(chunk.getPath() + " page " + page + " " + claimed + " not " + found);
            }
            pages++;
        }
    }

    private static String value(
            ColumnChunkMetaData chunk, ColumnIndex index, ByteBuffer bytes, int page) {
        if (index.getNullPages().get(page)) {
            return "null";
        }
        PrimitiveType type = chunk.getPrimitiveType();
        ByteBuffer little = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        return switch (type.getPrimitiveTypeName()) {
            case INT32 -> Integer.toString(little.getInt());
            case INT64 -> Long.toString(little.getLong());
            case BOOLEAN -> Boolean.toString(little.get() != 0);
            default -> text(Binary.fromConstantByteBuffer(bytes));
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static String found(ColumnChunkMetaData chunk, List<Group> rows) {
        PrimitiveComparator order = chunk.getPrimitiveType().comparator();
        List<Comparable<?>> values = new ArrayList<>();
        int nulls = 0;
        for (Group row : rows) {
            nulls += addValues(row, chunk.getPath().toArray(), 0, chunk.getPrimitiveType(), values);
        }
        Comparable<?> smallest = null;
        Comparable<?> largest = null;
        for (Comparable<?> value : values) {
            smallest = smallest == null || order.compare(value, smallest) < 0 ? value : smallest;
            largest = largest == null || order.compare(value, largest) > 0 ? value : largest;
        }
        return "nulls=%d %s..%s".formatted(nulls, text(smallest), text(largest));
    }

    private static String text(Comparable<?> value) {
        return value instanceof Binary binary
                ? HexFormat.of().formatHex(binary.getBytes())
                : String.valueOf(value);
    }

    /** Adds the values under a group and returns how many nulls stand for values not there. */
    private static int addValues(
            Group group, String[] path, int depth, PrimitiveType type, List<Comparable<?>> values) {
        int count = group.getFieldRepetitionCount(path[depth]);
        if (count == 0) {
            return 1;
        }
        int nulls = 0;
        for (int i = 0; i < count; i++) {
            if (depth < path.length - 1) {
                nulls += addValues(group.getGroup(path[depth], i), path, depth + 1, type, values);
            } else {
                values.add(value(group, path[depth], i, type));
            }
        }
        return nulls;
    }

    private static Comparable<?> value(Group group, String name, int i, PrimitiveType type) {
        return switch (type.getPrimitiveTypeName()) {
            case INT32 -> group.getInteger(name, i);
            case INT64 -> group.getLong(name, i);
            case BOOLEAN -> group.getBoolean(name, i);
            default -> group.getBinary(name, i);
        };
    }
}
