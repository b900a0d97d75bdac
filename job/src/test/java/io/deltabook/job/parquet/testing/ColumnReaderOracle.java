// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.testing;

import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RejectReason;
import io.deltabook.contract.RowFaults;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.Side;
import io.deltabook.job.parquet.delta.column.RawText;
import io.deltabook.job.parquet.file.StoredFile;
import io.deltabook.number.DoubleParser;
import io.deltabook.number.FloatParser;
import io.deltabook.number.NumberFault;
import io.deltabook.number.TextParser;
import io.deltabook.number.UnscaledParser;
import io.deltabook.number.WideDecimals;
import io.deltabook.number.WideParser;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * Reads native delta files slowly and obviously: value by value through parquet-java's column
 * readers, one row at a time.
 */
public final class ColumnReaderOracle {
    private static final Set<String> COLUMNS =
            Set.of(
                    "exchange",
                    "symbol",
                    "origin_time",
                    "received_time",
                    "update_id",
                    "first_update_id",
                    "prev_update_id",
                    "side",
                    "side_is_bid",
                    "price",
                    "new_quantity",
                    "is_snapshot");

    private static final long NANOS_PER_DAY = 86_400_000_000_000L;

    private final Map<LaneId, Lane> lanes = new HashMap<>();
    private final Map<String, PrimitiveType> types = new HashMap<>();
    private Map<String, Object> row;

    /** What {@link DeltaText} makes of a row. */
    public record Line(LaneId lane, long row, String text) {}

    private ColumnReaderOracle(List<Lane> lanes) {
        lanes.forEach(lane -> this.lanes.put(lane.id(), lane));
    }

    /** All rows of a file. */
    public static List<Line> lines(Path file, List<Lane> lanes) throws IOException {
        return new ColumnReaderOracle(lanes).read(file);
    }

    private List<Line> read(Path file) throws IOException {
        List<Line> lines = new ArrayList<>();
        ParquetReadOptions options =
                ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
        try (ParquetFileReader reader = new ParquetFileReader(new StoredFile(file), options)) {
            MessageType schema = known(reader.getFileMetaData().getSchema());
            reader.setRequestedSchema(schema);
            schema.getFields().forEach(type -> types.put(type.getName(), type.asPrimitiveType()));
            long fileRow = 0;
            for (PageReadStore pages = reader.readNextRowGroup();
                    pages != null;
                    pages = reader.readNextRowGroup()) {
                String createdBy = reader.getFileMetaData().getCreatedBy();
                ColumnReadStoreImpl store =
                        new ColumnReadStoreImpl(pages, new NoConverter(schema), schema, createdBy);
                List<ColumnReader> columns = new ArrayList<>();
                schema.getColumns().forEach(column -> columns.add(store.getColumnReader(column)));
                for (long i = 0; i < pages.getRowCount(); i++, fileRow++) {
                    row = new HashMap<>();
                    columns.forEach(this::take);
                    Lane lane = lanes.get(laneId());
                    lines.add(new Line(lane.id(), fileRow, line(lane, fileRow)));
                }
            }
        }
        return lines;
    }

    private static MessageType known(MessageType schema) {
        List<Type> columns = new ArrayList<>(schema.getFields());
        columns.removeIf(column -> !COLUMNS.contains(column.getName()));
        return new MessageType(schema.getName(), columns);
    }

    private void take(ColumnReader column) {
        ColumnDescriptor descriptor = column.getDescriptor();
        if (column.getCurrentDefinitionLevel() == descriptor.getMaxDefinitionLevel()) {
            PrimitiveType type = descriptor.getPrimitiveType();
            row.put(
                    type.getName(),
                    switch (type.getPrimitiveTypeName()) {
                        case BOOLEAN -> column.getBoolean();
                        case INT32 -> column.getInteger();
                        case INT64 -> column.getLong();
                        case DOUBLE -> column.getDouble();
                        case FLOAT -> column.getFloat();
                        default -> column.getBinary().copy();
                    });
        }
        column.consume();
    }

    private LaneId laneId() {
        Object exchange = row.get("exchange");
        Object symbol = row.get("symbol");
        return new LaneId(exchange == null ? "UNKNOWN" : text(exchange), text(symbol));
    }

    private String line(Lane lane, long fileRow) {
        WideDecimals pool = lane.newPool();
        long price = number("price", lane.priceScale(), pool);
        long quantity = number("new_quantity", lane.quantityScale(), pool);
        int side = side();
        long id = id("update_id");
        boolean lacksId = id == Missing.ID && lane.mode() != SequenceMode.NONE;
        RejectReason reason = RowFaults.first(price, quantity, side, lacksId, false);
        String start =
                String.join(
                        " ",
                        lane.id().toString(),
                        "row=" + fileRow,
                        dash(time("origin_time")),
                        dash(time("received_time")),
                        dash(id),
                        dash(id("first_update_id")),
                        dash(id("prev_update_id")),
                        String.valueOf(isSnapshot()));
        if (price == 0 && quantity == 0 && !lacksId) {
            return start + " ID_ONLY";
        }
        return reason == null
                ? String.join(
                        " ",
                        start,
                        Side.ofCode(side).name(),
                        WideDecimals.number(pool, price).toString(),
                        WideDecimals.number(pool, quantity).toString())
                : String.join(
                        " ", start, reason.name(), rawSide(), raw("price"), raw("new_quantity"));
    }

    private boolean isSnapshot() {
        Object value = row.get("is_snapshot");
        if (value instanceof Binary word) {
            return List.of("true", "1", "snapshot", "snap", "partial")
                    .contains(text(word).toLowerCase(Locale.ROOT));
        }
        return value instanceof Number number ? number.longValue() == 1 : value == Boolean.TRUE;
    }

    private static String dash(long value) {
        return value == Missing.ID ? "-" : String.valueOf(value);
    }

    private long time(String column) {
        Object value = row.get(column);
        if (value == null) {
            return Missing.TIME;
        }
        BigInteger nanos;
        if (value instanceof Long units) {
            nanos = BigInteger.valueOf(units).multiply(BigInteger.valueOf(unit(column)));
        } else {
            ByteBuffer bytes = ((Binary) value).toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
            long ofDay = bytes.getLong(bytes.position());
            long day = bytes.getInt(bytes.position() + 8) - 2_440_588L;
            if (ofDay < 0 || ofDay >= NANOS_PER_DAY) {
                return Missing.TIME;
            }
            BigInteger midnight =
                    BigInteger.valueOf(day).multiply(BigInteger.valueOf(NANOS_PER_DAY));
            nanos = midnight.add(BigInteger.valueOf(ofDay));
        }
        return nanos.bitLength() < Long.SIZE
                ? Missing.orPlausible(nanos.longValueExact())
                : Missing.TIME;
    }

    private long unit(String column) {
        LogicalTypeAnnotation logical = types.get(column).getLogicalTypeAnnotation();
        if (!(logical instanceof TimestampLogicalTypeAnnotation timestamp)) {
            return 1;
        }
        return switch (timestamp.getUnit()) {
            case MILLIS -> 1_000_000;
            case MICROS -> 1_000;
            case NANOS -> 1;
        };
    }

    private long id(String column) {
        Object value = row.get(column);
        if (value == null) {
            return Missing.ID;
        }
        if (value instanceof Double id) {
            boolean isId = id == Math.rint(id) && Math.abs(id) < 1L << 53;
            return isId ? id.longValue() : Missing.ID;
        }
        if (value instanceof Binary id) {
            return text(id).matches("[0-9]{1,18}") ? Long.parseLong(text(id)) : Missing.ID;
        }
        boolean isUnsigned = isUnsigned(column);
        if (value instanceof Integer id) {
            return isUnsigned ? Integer.toUnsignedLong(id) : id;
        }
        return isUnsigned && (Long) value < 0 ? Missing.ID : (Long) value;
    }

    private int side() {
        Object value = row.get(types.containsKey("side") ? "side" : "side_is_bid");
        if (value == null) {
            return RowFaults.NULL_SIDE;
        }
        if (value instanceof Boolean isBid) {
            return isBid ? 0 : 1;
        }
        String word = text(value).toLowerCase(Locale.ROOT);
        if (List.of("bid", "b", "bids", "buy").contains(word)) {
            return 0;
        }
        boolean isAsk = List.of("ask", "a", "asks", "sell").contains(word);
        return isAsk ? 1 : RowFaults.UNKNOWN_SIDE;
    }

    private String rawSide() {
        Object value = row.get(types.containsKey("side") ? "side" : "side_is_bid");
        return value instanceof Binary ? shortened(text(value)) : String.valueOf(value);
    }

    private long number(String column, int scale, WideDecimals pool) {
        Object value = row.get(column);
        if (value == null) {
            return NumberFault.ABSENT;
        }
        if (value instanceof Double number) {
            return pool == null
                    ? DoubleParser.parse(number, scale)
                    : WideParser.parse(number, scale, pool);
        }
        if (value instanceof Float number) {
            return pool == null
                    ? FloatParser.parse(number, scale)
                    : WideParser.parse(number, scale, pool);
        }
        if (value instanceof Number number) {
            long unscaled = whole(column, number);
            if (unscaled < 0 && isUnsigned(column)) {
                byte[] bytes = new BigInteger(Long.toUnsignedString(unscaled)).toByteArray();
                return pool == null
                        ? NumberFault.OVERFLOW
                        : WideParser.parse(bytes, 0, scale, pool);
            }
            return pool == null
                    ? UnscaledParser.parse(unscaled, digits(column), scale)
                    : WideParser.parse(unscaled, digits(column), scale, pool);
        }
        byte[] bytes = ((Binary) value).getBytes();
        if (isDecimal(column)) {
            return pool == null
                    ? UnscaledParser.parse(bytes, 0, bytes.length, digits(column), scale)
                    : WideParser.parse(bytes, digits(column), scale, pool);
        }
        return pool == null
                ? TextParser.parse(bytes, 0, bytes.length, scale)
                : WideParser.parse(bytes, scale, pool);
    }

    private String raw(String column) {
        Object value = row.get(column);
        if (value == null || value instanceof Double || value instanceof Float) {
            return String.valueOf(value);
        }
        if (value instanceof Number number) {
            return isUnsigned(column)
                    ? Long.toUnsignedString(whole(column, number))
                    : BigDecimal.valueOf(number.longValue(), digits(column)).toPlainString();
        }
        if (!isDecimal(column)) {
            return shortened(text(value));
        }
        byte[] bytes = ((Binary) value).getBytes();
        BigInteger unscaled = bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
        return shortened(new BigDecimal(unscaled, digits(column)).toPlainString());
    }

    private boolean isDecimal(String column) {
        return types.get(column).getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation;
    }

    private boolean isUnsigned(String column) {
        return types.get(column).getLogicalTypeAnnotation()
                        instanceof IntLogicalTypeAnnotation integer
                && !integer.isSigned();
    }

    private long whole(String column, Number number) {
        return isUnsigned(column) && number instanceof Integer id
                ? Integer.toUnsignedLong(id)
                : number.longValue();
    }

    private int digits(String column) {
        return !isDecimal(column)
                ? 0
                : ((DecimalLogicalTypeAnnotation) types.get(column).getLogicalTypeAnnotation())
                        .getScale();
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(RawText.MAX_LENGTH, text.length()));
    }

    private static String text(Object value) {
        return ((Binary) value).toStringUsingUTF8();
    }
}
