// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.testing;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** Writes delta files of any schema, codec, page version and row group size. */
public final class DeltaFileWriter {
    /** The schema of the golden files, and the optional columns. */
    public static final String SCHEMA =
            """
            message deltas {
              optional binary exchange (STRING);
              optional binary symbol (STRING);
              optional int64 origin_time;
              optional int64 received_time;
              optional int64 update_id;
              optional int64 first_update_id;
              optional int64 prev_update_id;
              optional binary side (STRING);
              optional double price;
              optional double new_quantity;
              optional boolean is_snapshot;
            }""";

    private static final long NANOS_PER_DAY = 86_400_000_000_000L;
    private static final int JULIAN_DAY_OF_EPOCH = 2_440_588;
    private static final int ALL_ROWS = 1 << 30;

    private final MessageType schema;
    private CompressionCodecName codec = CompressionCodecName.UNCOMPRESSED;
    private WriterVersion version = WriterVersion.PARQUET_1_0;
    private final Map<String, String> footer = new HashMap<>();
    private boolean hasDictionary = true;
    private boolean isByteStreamSplit;
    private int rowsPerGroup = ALL_ROWS;
    private int rowsPerPage = 1_000;

    private DeltaFileWriter(String schema) {
        this.schema = MessageTypeParser.parseMessageType(schema);
    }

    public static DeltaFileWriter of(String schema) {
        return new DeltaFileWriter(schema);
    }

    public static DeltaFileWriter plain() {
        return of(SCHEMA);
    }

    public DeltaFileWriter codec(CompressionCodecName other) {
        codec = other;
        return this;
    }

    public DeltaFileWriter version(WriterVersion other) {
        version = other;
        return this;
    }

    public DeltaFileWriter withoutDictionary() {
        hasDictionary = false;
        return this;
    }

    /** Adds an entry to the key-value metadata of the footer. */
    public DeltaFileWriter footer(String key, String value) {
        footer.put(key, value);
        return this;
    }

    public DeltaFileWriter withByteStreamSplit() {
        isByteStreamSplit = true;
        return this;
    }

    public DeltaFileWriter rowsPerGroup(int rows) {
        rowsPerGroup = rows;
        return this;
    }

    public DeltaFileWriter rowsPerPage(int rows) {
        rowsPerPage = rows;
        return this;
    }

    /** Writes a file, and its folders where they are missing. */
    public Path write(Path path, List<DeltaRow> rows) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.deleteIfExists(path);
            SimpleGroupFactory groups = new SimpleGroupFactory(schema);
            try (ParquetWriter<Group> writer = writer(path)) {
                for (DeltaRow row : rows) {
                    writer.write(group(groups.newGroup(), row));
                }
            }
            return path;
        } catch (IOException e) {
            throw new IllegalStateException("the test must write " + path, e);
        }
    }

    private ParquetWriter<Group> writer(Path path) throws IOException {
        return ExampleParquetWriter.builder(new LocalOutputFile(path))
                .withConf(new PlainParquetConfiguration())
                .withType(schema)
                .withCompressionCodec(codec)
                .withWriterVersion(version)
                .withExtraMetaData(footer)
                .withDictionaryEncoding(hasDictionary)
                .withByteStreamSplitEncoding(isByteStreamSplit)
                .withPageRowCountLimit(rowsPerPage)
                .withRowGroupSize(rowsPerGroup == ALL_ROWS ? 128L << 20 : 1)
                .withMinRowCountForPageSizeCheck(rowsPerGroup == ALL_ROWS ? 100 : rowsPerGroup)
                .withMaxRowCountForPageSizeCheck(rowsPerGroup == ALL_ROWS ? 1_000 : rowsPerGroup)
                .build();
    }

    private Group group(Group group, DeltaRow row) {
        for (Type field : schema.getFields()) {
            Object value = value(row, field.getName());
            if (value != null && field.isPrimitive()) {
                add(group, field.asPrimitiveType(), value);
            }
        }
        return group;
    }

    private static Object value(DeltaRow row, String column) {
        return switch (column) {
            case "exchange" -> row.exchange();
            case "symbol" -> row.symbol();
            case "origin_time", "timestamp" -> row.event();
            case "received_time", "receipt_timestamp", "local_timestamp" -> row.arrival();
            case "update_id", "sequence_number", "trade_id", "id" -> row.id();
            case "first_update_id" -> row.first();
            case "prev_update_id" -> row.previous();
            case "is_snapshot" -> row.snapshot();
            case "side" -> row.side();
            case "side_is_bid" -> row.side() == null ? null : row.side().equals("bid");
            case "price" -> row.price();
            case "new_quantity", "size", "amount", "quantity" -> row.quantity();
            default ->
                    column.endsWith("_price")
                            ? row.price()
                            : column.endsWith("_size") ? row.quantity() : null;
        };
    }

    private static void add(Group group, PrimitiveType type, Object value) {
        String name = type.getName();
        switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> group.add(name, (Boolean) value);
            case DOUBLE -> group.add(name, Double.parseDouble((String) value));
            case FLOAT -> group.add(name, Float.parseFloat((String) value));
            case INT32 -> group.add(name, Math.toIntExact(integer(type, value)));
            case INT64 -> group.add(name, integer(type, value));
            case INT96 -> group.add(name, int96((Long) value));
            case FIXED_LEN_BYTE_ARRAY -> group.add(name, unscaledBytes(type, value));
            case BINARY ->
                    group.add(
                            name,
                            isDecimal(type)
                                    ? unscaledBytes(type, value)
                                    : Binary.fromString((String) value));
        }
    }

    private static boolean isDecimal(PrimitiveType type) {
        return type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation;
    }

    private static long integer(PrimitiveType type, Object value) {
        if (isDecimal(type)) {
            return unscaled(type, value).longValueExact();
        }
        if (type.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation timestamp) {
            return switch (timestamp.getUnit()) {
                case MILLIS -> (Long) value / 1_000_000;
                case MICROS -> (Long) value / 1_000;
                case NANOS -> (Long) value;
            };
        }
        return (Long) value;
    }

    private static BigInteger unscaled(PrimitiveType type, Object value) {
        DecimalLogicalTypeAnnotation decimal =
                (DecimalLogicalTypeAnnotation) type.getLogicalTypeAnnotation();
        return new BigDecimal((String) value).setScale(decimal.getScale()).unscaledValue();
    }

    private static Binary unscaledBytes(PrimitiveType type, Object value) {
        byte[] bytes = unscaled(type, value).toByteArray();
        int width = Math.max(type.getTypeLength(), bytes.length);
        byte[] padded = new byte[width];
        Arrays.fill(padded, (byte) (bytes[0] < 0 ? -1 : 0));
        System.arraycopy(bytes, 0, padded, width - bytes.length, bytes.length);
        return Binary.fromConstantByteArray(padded);
    }

    private static Binary int96(long nanos) {
        ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(Math.floorMod(nanos, NANOS_PER_DAY));
        bytes.putInt((int) Math.floorDiv(nanos, NANOS_PER_DAY) + JULIAN_DAY_OF_EPOCH);
        return Binary.fromConstantByteArray(bytes.array());
    }
}
