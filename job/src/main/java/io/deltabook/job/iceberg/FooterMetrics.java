// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.iceberg;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.Schema;
import org.apache.iceberg.expressions.Literal;
import org.apache.iceberg.types.Comparators;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.util.UnicodeUtil;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.api.Binary;

/**
 * What a file's footer says of its columns, in a table's terms: sizes, numbers of values and of
 * nulls, and bounds. Columns inside lists have sizes only.
 */
final class FooterMetrics {
    /** Longest bound of a text, in code points, as Iceberg's own writers keep it. */
    private static final int TEXT_LENGTH = 16;

    private final Schema schema;
    private final Map<Integer, Long> sizes = new HashMap<>();
    private final Map<Integer, Long> values = new HashMap<>();
    private final Map<Integer, Long> nulls = new HashMap<>();
    private final Map<Integer, Object> least = new HashMap<>();
    private final Map<Integer, Object> most = new HashMap<>();
    private final Set<Integer> unbounded = new HashSet<>();
    private final Set<Integer> uncounted = new HashSet<>();
    private long rows;

    private FooterMetrics(Schema schema) {
        this.schema = schema;
    }

    /** The metrics of a file; columns that the table lacks are left out. */
    static Metrics of(ParquetMetadata footer, Schema schema) {
        FooterMetrics metrics = new FooterMetrics(schema);
        for (BlockMetaData block : footer.getBlocks()) {
            metrics.rows += block.getRowCount();
            for (ColumnChunkMetaData chunk : block.getColumns()) {
                metrics.add(chunk);
            }
        }
        return metrics.metrics();
    }

    /** Where the row groups of a file start, in bytes. */
    static List<Long> rowGroups(ParquetMetadata footer) {
        return footer.getBlocks().stream().map(BlockMetaData::getStartingPos).sorted().toList();
    }

    private void add(ColumnChunkMetaData chunk) {
        String path = chunk.getPath().toDotString();
        Types.NestedField field = schema.findField(path.replace(".list.element", ".element"));
        if (field == null) {
            return;
        }
        int id = field.fieldId();
        sizes.merge(id, chunk.getTotalSize(), Long::sum);
        if (!path.equals(field.name())) {
            return;
        }
        values.merge(id, chunk.getValueCount(), Long::sum);
        Statistics<?> statistics = chunk.getStatistics();
        if (statistics != null && statistics.isNumNullsSet()) {
            nulls.merge(id, statistics.getNumNulls(), Long::sum);
        } else {
            uncounted.add(id);
        }
        if (statistics != null && statistics.hasNonNullValue()) {
            bound(id, field.type(), statistics);
        } else if (statistics == null
                || !statistics.isNumNullsSet()
                || statistics.getNumNulls() != chunk.getValueCount()) {
            unbounded.add(id);
        }
    }

    private void bound(int id, Type type, Statistics<?> statistics) {
        Object min = value(type, statistics.genericGetMin());
        Object max = value(type, statistics.genericGetMax());
        Comparator<Object> order = Comparators.forType(type.asPrimitiveType());
        least.merge(id, min, (one, other) -> order.compare(one, other) <= 0 ? one : other);
        most.merge(id, max, (one, other) -> order.compare(one, other) >= 0 ? one : other);
    }

    private static Object value(Type type, Object stored) {
        if (type instanceof Types.DecimalType decimal) {
            BigInteger unscaled = new BigInteger(((Binary) stored).getBytes());
            return new BigDecimal(unscaled, decimal.scale());
        }
        return stored instanceof Binary text ? text.toStringUsingUTF8() : stored;
    }

    private Metrics metrics() {
        nulls.keySet().removeAll(uncounted);
        Map<Integer, ByteBuffer> lower = new HashMap<>();
        Map<Integer, ByteBuffer> upper = new HashMap<>();
        least.forEach((id, value) -> lower.put(id, bytes(id, shortened(value, false))));
        most.forEach(
                (id, value) -> {
                    Object bound = shortened(value, true);
                    if (bound != null) {
                        upper.put(id, bytes(id, bound));
                    }
                });
        lower.keySet().removeAll(unbounded);
        upper.keySet().removeAll(unbounded);
        return new Metrics(rows, sizes, values, nulls, null, lower, upper);
    }

    private ByteBuffer bytes(int id, Object value) {
        return Conversions.toByteBuffer(schema.findType(id), value);
    }

    /** A bound no longer than others keep it; null if there is no such text. */
    private static Object shortened(Object value, boolean isUpper) {
        if (!(value instanceof CharSequence text)) {
            return value;
        }
        Literal<CharSequence> whole = Literal.of(text);
        Literal<CharSequence> bound =
                isUpper
                        ? UnicodeUtil.truncateStringMax(whole, TEXT_LENGTH)
                        : UnicodeUtil.truncateStringMin(whole, TEXT_LENGTH);
        return bound == null ? null : bound.value();
    }
}
