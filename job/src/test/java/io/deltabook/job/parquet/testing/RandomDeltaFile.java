// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.testing;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * A delta file of random columns, types, encodings, codec and sizes, with values that can and
 * cannot be used; all of it follows from a seed.
 */
public final class RandomDeltaFile {
    private static final CompressionCodecName[] CODECS = {
        CompressionCodecName.UNCOMPRESSED,
        CompressionCodecName.SNAPPY,
        CompressionCodecName.ZSTD,
        CompressionCodecName.GZIP,
        CompressionCodecName.LZ4_RAW
    };

    private static final String[] SIDES = {
        "bid", "ask", "bid", "ask", "BID", "Ask", "b", "A", "bids", "asks", "", "buy", "SELL", "c",
        "sells"
    };
    private static final String[] SET = {"true", "1", "snapshot", "Snap", "PARTIAL"};
    private static final String[] NOT_SET = {"false", "0", "update", "set", "Delta"};
    private static final String[] TEXTS = {
        "100.5",
        "0",
        "0.00000001",
        "1e-7",
        "-3",
        "abc",
        "",
        "nan",
        "inf",
        "0.000000001",
        "92233720368.54775808",
        " 7 "
    };
    private static final double[] DOUBLES = {
        0, -0.0, 0.29, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e300, 1e-9, 61737.63, 4.9e-324
    };

    private final SplittableRandom random;
    private final MessageType schema;

    public RandomDeltaFile(long seed) {
        random = new SplittableRandom(seed);
        schema = MessageTypeParser.parseMessageType(schemaText());
    }

    private String schemaText() {
        StringBuilder text = new StringBuilder("message deltas {");
        maybe(text, "exchange", "binary %s (STRING)");
        column(text, "symbol", "binary %s (STRING)");
        column(
                text,
                "origin_time",
                "int64 %s",
                "int96 %s",
                "int64 %s (TIMESTAMP(MICROS,true))",
                "int64 %s (TIMESTAMP(MILLIS,false))");
        maybe(text, "received_time", "int64 %s", "int96 %s");
        column(text, "update_id", ids());
        maybe(text, "first_update_id", ids());
        maybe(text, "prev_update_id", ids());
        if (random.nextInt(3) == 0) {
            column(text, "side_is_bid", "boolean %s");
        } else {
            column(text, "side", "binary %s (STRING)", "binary %s (ENUM)", "binary %s");
        }
        column(text, "price", numbers());
        column(text, "new_quantity", numbers());
        maybe(text, "is_snapshot", "boolean %s", "int32 %s", "int64 %s", "binary %s (STRING)");
        return text.append("}").toString();
    }

    private static String[] ids() {
        return new String[] {
            "int64 %s",
            "int64 %s",
            "int32 %s",
            "int32 %s (INTEGER(32,false))",
            "int64 %s (INTEGER(64,false))",
            "double %s",
            "binary %s (STRING)"
        };
    }

    private String[] numbers() {
        int scale = random.nextInt(12);
        int width = 5 + random.nextInt(20);
        int digits = Math.max(scale, (int) ((width * 8 - 1) * 0.30103));
        return new String[] {
            "double %s",
            "double %s",
            "float %s",
            "int32 %s",
            "int64 %s",
            "int32 %s (INTEGER(32,false))",
            "int64 %s (INTEGER(64,false))",
            "int32 %s (DECIMAL(9," + Math.min(9, scale) + "))",
            "int64 %s (DECIMAL(18," + scale + "))",
            "fixed_len_byte_array(" + width + ") %s (DECIMAL(" + digits + "," + scale + "))",
            "binary %s (DECIMAL(38," + scale + "))",
            "binary %s (STRING)"
        };
    }

    private void maybe(StringBuilder text, String name, String... types) {
        if (random.nextBoolean()) {
            column(text, name, types);
        }
    }

    private void column(StringBuilder text, String name, String... types) {
        text.append(random.nextInt(3) == 0 ? " required " : " optional ")
                .append(types[random.nextInt(types.length)].formatted(name))
                .append(';');
    }

    public MessageType schema() {
        return schema;
    }

    /** Writes the file. */
    public Path write(Path file, int rows, boolean hasChecksums) throws IOException {
        List<List<Object>> columns = new ArrayList<>();
        for (Type column : schema.getFields()) {
            columns.add(values(column.asPrimitiveType(), rows));
        }
        CompressionCodecName codec = CODECS[random.nextInt(CODECS.length)];
        int rowsPerGroup = 1 + random.nextInt(random.nextInt(4) == 0 ? 20 : 2 * rows);
        PageFileWriter writer = new PageFileWriter(random, schema, codec, hasChecksums);
        return writer.write(file, columns, rowsPerGroup);
    }

    private List<Object> values(PrimitiveType column, int rows) {
        Supplier<Object> fresh = () -> value(column);
        int distinct = 1 + random.nextInt(random.nextBoolean() ? 20 : 2 * rows);
        int nulls =
                column.isRepetition(Type.Repetition.REQUIRED) || column.getName().equals("symbol")
                        ? 0
                        : random.nextInt(3) * random.nextInt(101);
        int longestRun = 1 + random.nextInt(random.nextBoolean() ? 3 : 100);
        List<Object> known = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        while (values.size() < rows) {
            Object value;
            if (random.nextInt(100) < nulls) {
                value = null;
            } else if (known.size() < distinct) {
                value = fresh.get();
                known.add(value);
            } else {
                value = known.get(random.nextInt(known.size()));
            }
            for (int i = random.nextInt(longestRun); i >= 0 && values.size() < rows; i--) {
                values.add(value);
            }
        }
        return values;
    }

    private Object value(PrimitiveType column) {
        return switch (column.getName()) {
            case "exchange" -> text(random.nextInt(5) > 0 ? "BINANCE" : "KRAKEN");
            case "symbol" -> text(random.nextInt(5) > 0 ? "BTC-USDT" : "ETH-USDT");
            case "origin_time", "received_time" -> time(column);
            case "side" -> text(SIDES[random.nextInt(SIDES.length)]);
            case "side_is_bid" -> random.nextBoolean();
            case "is_snapshot" -> flag(column);
            case "price", "new_quantity" -> number(column);
            default -> id(column);
        };
    }

    private Object flag(PrimitiveType column) {
        boolean isSet = random.nextBoolean();
        return switch (column.getPrimitiveTypeName()) {
            case BOOLEAN -> isSet;
            case INT32 -> isSet ? 1 : 0;
            case INT64 -> isSet ? 1L : 0L;
            default -> text((isSet ? SET : NOT_SET)[random.nextInt(SET.length)]);
        };
    }

    private Object time(PrimitiveType column) {
        long nanos =
                switch (random.nextInt(8)) {
                    case 0 -> random.nextLong();
                    case 1 -> random.nextInt(3) - 1L;
                    default -> DeltaRow.START + random.nextInt(1_000_000) * 1_000_000L;
                };
        if (column.getPrimitiveTypeName() != PrimitiveType.PrimitiveTypeName.INT96) {
            return column.getLogicalTypeAnnotation() == null ? nanos : nanos / 1_000_000;
        }
        ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(random.nextInt(9) == 0 ? nanos : Math.floorMod(nanos, 86_400_000_000_000L));
        bytes.putInt((int) Math.floorDiv(nanos, 86_400_000_000_000L) + 2_440_588);
        return Binary.fromConstantByteArray(bytes.array());
    }

    private Object id(PrimitiveType column) {
        long id = random.nextInt(10) == 0 ? random.nextLong() : random.nextInt(1_000_000);
        switch (column.getPrimitiveTypeName()) {
            case DOUBLE:
                return random.nextInt(10) == 0
                        ? DOUBLES[random.nextInt(DOUBLES.length)]
                        : (Object) (double) id;
            case BINARY:
                return text(random.nextInt(10) == 0 ? numberText() : String.valueOf(id));
            default:
                break;
        }
        return column.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.INT32
                ? (Object) (int) id
                : (Object) id;
    }

    private Object number(PrimitiveType column) {
        return switch (column.getPrimitiveTypeName()) {
            case DOUBLE ->
                    random.nextInt(4) == 0
                            ? DOUBLES[random.nextInt(DOUBLES.length)]
                            : random.nextInt(100_000_000) / 100.0;
            case FLOAT ->
                    random.nextInt(4) == 0
                            ? (float) DOUBLES[random.nextInt(DOUBLES.length)]
                            : random.nextInt(100_000_000) / 100f;
            case INT32 -> random.nextInt(-5, 1_000_000_000);
            case INT64 ->
                    random.nextInt(9) == 0
                            ? random.nextLong()
                            : (Object) (random.nextInt(1_000_000) * 1_000L);
            default ->
                    column.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation
                            ? unscaled(column.getTypeLength())
                            : text(numberText());
        };
    }

    private String numberText() {
        return switch (random.nextInt(8)) {
            case 0 -> TEXTS[random.nextInt(TEXTS.length)];
            case 1 -> "9".repeat(random.nextInt(1_500));
            default -> random.nextInt(1_000_000) + "." + random.nextInt(100);
        };
    }

    private Binary unscaled(int width) {
        BigInteger number =
                random.nextInt(9) == 0
                        ? new BigInteger(1 + random.nextInt(38), new java.util.Random(7)).negate()
                        : BigInteger.valueOf(random.nextInt(1_000_000)).multiply(powerOfTen());
        byte[] bytes = number.toByteArray();
        if (width == 0 && random.nextInt(20) == 0) {
            return Binary.EMPTY;
        }
        int length = width > 0 ? width : bytes.length + random.nextInt(3);
        byte[] padded = new byte[length];
        Arrays.fill(padded, (byte) (bytes[0] < 0 ? -1 : 0));
        int kept = Math.min(length, bytes.length);
        System.arraycopy(bytes, bytes.length - kept, padded, length - kept, kept);
        return Binary.fromConstantByteArray(padded);
    }

    private BigInteger powerOfTen() {
        return BigInteger.TEN.pow(random.nextInt(4) == 0 ? random.nextInt(25) : 4);
    }

    private static Binary text(String text) {
        return Binary.fromConstantByteArray(text.getBytes(StandardCharsets.UTF_8));
    }
}
