// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import io.deltabook.job.parquet.decode.RowDecoder;
import io.deltabook.job.parquet.event.EventSchema;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Consecutive rows of a file, by column; rows are numbered from 0. The columns are of the types
 * that an output has.
 */
public final class RowChunk {
    private final List<ColumnValues> columns = new ArrayList<>();
    private final List<Twin> twins = new ArrayList<>();
    private final Map<String, ColumnValues> byName = new HashMap<>();
    private final List<RowDecoder> decoders = new ArrayList<>();
    private final CanonicalRows canonical = new CanonicalRows();
    private final long[] presence = new long[ColumnValues.MOST_ROWS];
    private LevelValues levels;
    private boolean isFormed;
    private int size;

    /**
     * @param schema the columns
     */
    RowChunk(MessageType schema) {
        for (Type field : schema.getFields()) {
            ColumnValues column = values(schema, field);
            byName.put(column.name(), column);
            if (!(column instanceof DoubleValues) || !isTwin(schema, column.name())) {
                columns.add(column);
            }
        }
        for (ColumnValues column : columns) {
            ColumnValues twin = byName.get(EventSchema.twin(column.name()));
            if (column instanceof DecimalValues exact && twin instanceof DoubleValues nearest) {
                twins.add(new Twin(exact, nearest));
            }
            if (levels == null && column instanceof LevelValues first) {
                levels = first;
            }
        }
        byName.values().forEach(column -> decoders.addAll(column.leaves()));
        if (levels != null) {
            decoders.remove(levels.lead());
            decoders.add(0, levels.lead());
        }
    }

    private static boolean isTwin(MessageType schema, String name) {
        return schema.getFields().stream()
                .anyMatch(field -> EventSchema.twin(field.getName()).equals(name));
    }

    private static ColumnValues values(MessageType schema, Type field) {
        String name = field.getName();
        if (!field.isPrimitive()) {
            String[] twin = {name, "list", "element", EventSchema.twin(EventSchema.PRICE)};
            return new LevelValues(schema, name, schema.containsPath(twin));
        }
        ColumnDescriptor column = schema.getColumnDescription(new String[] {name});
        return switch (field.asPrimitiveType().getPrimitiveTypeName()) {
            case INT64, INT32 -> NumberValues.of(column);
            case BOOLEAN -> FlagValues.of(column);
            case DOUBLE -> DoubleValues.of(column);
            case BINARY -> WordValues.of(column);
            case FIXED_LEN_BYTE_ARRAY -> DecimalValues.of(column);
            case INT96, FLOAT ->
                    throw new IllegalArgumentException(
                            "a column must have a type of an output, but is " + field);
        };
    }

    /** The decoders of all columns, the one that decides how many rows a chunk has first. */
    List<RowDecoder> decoders() {
        return decoders;
    }

    /**
     * Reads the next rows of the row group, at least one of those left.
     *
     * @throws IOException if they cannot be read
     */
    void read(long rowsLeft) throws IOException {
        int most = (int) Math.min(ColumnValues.MOST_ROWS, rowsLeft);
        size = levels == null ? most : levels.lead().readSome(most);
        isFormed = false;
        for (RowDecoder decoder : decoders) {
            if (levels == null || decoder != levels.lead()) {
                try {
                    decoder.read(0, size);
                } catch (IOException | RuntimeException e) {
                    throw new ParquetDecodingException(
                            "column " + String.join(".", decoder.descriptor().getPath()), e);
                }
            }
        }
        byName.values().forEach(column -> column.take(size));
        findPresent();
    }

    private void findPresent() {
        Arrays.fill(presence, 0, size, 0);
        long everywhere = 0;
        for (int i = 0; i < columns.size(); i++) {
            ColumnValues column = columns.get(i);
            int nulls = column.nulls();
            if (nulls == 0) {
                everywhere |= 1L << i;
            } else if (nulls < size) {
                column.addPresence(1L << i, presence, size);
            }
        }
        for (int row = 0; row < size; row++) {
            presence[row] |= everywhere;
        }
    }

    /** A bit for each of {@link #columns}, lowest first: whether it has a value in a row. */
    public long presence(int row) {
        return presence[row];
    }

    public int size() {
        return size;
    }

    /** All columns in the order of the schema, without DOUBLE twins. */
    public List<ColumnValues> columns() {
        return columns;
    }

    /** The prices and quantities that have DOUBLE twins, without those of levels. */
    public List<Twin> twins() {
        return twins;
    }

    /** An INT64 or INT32 column; all null if the file does not have it. */
    public NumberValues number(String name) {
        ColumnValues column = byName.get(name);
        return column == null ? NumberValues.absent(name) : (NumberValues) column;
    }

    /** A DECIMAL(38,18) column. */
    public DecimalValues decimal(String name) {
        return (DecimalValues) byName.get(name);
    }

    /** A STRING column. */
    public WordValues word(String name) {
        return (WordValues) byName.get(name);
    }

    /** A BOOLEAN column. */
    public FlagValues flag(String name) {
        return (FlagValues) byName.get(name);
    }

    /** A column of lists of levels. */
    public LevelValues levels(String name) {
        return (LevelValues) byName.get(name);
    }

    /** Adds the canonical form of rows {@code from … to − 1} to a digest. */
    public void addTo(MessageDigest digest, int from, int to) {
        if (!isFormed) {
            canonical.form(columns, size);
            isFormed = true;
        }
        canonical.addTo(digest, from, to);
    }
}
