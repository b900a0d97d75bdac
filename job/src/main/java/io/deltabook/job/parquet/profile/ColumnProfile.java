// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.profile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.EncodingStats;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * One column of a file as the footer describes it.
 *
 * @param name its path, with dots
 * @param type physical and logical type
 * @param encodings encodings of its data pages; of all its pages if the footer does not distinguish
 * @param codecs compression codecs
 * @param pages versions of its data pages, {@code v1} or {@code v2}; empty if the footer does not
 *     tell
 * @param nulls number of nulls, {@link #UNKNOWN} if the footer does not tell
 */
public record ColumnProfile(
        String name,
        String type,
        Set<String> encodings,
        Set<String> codecs,
        Set<String> pages,
        long nulls) {
    /** A null count that the footer does not tell. */
    public static final long UNKNOWN = -1;

    static List<ColumnProfile> of(MessageType schema, List<BlockMetaData> rowGroups) {
        Map<String, List<ColumnChunkMetaData>> chunks = new HashMap<>();
        for (BlockMetaData rowGroup : rowGroups) {
            for (ColumnChunkMetaData chunk : rowGroup.getColumns()) {
                chunks.computeIfAbsent(chunk.getPath().toDotString(), path -> new ArrayList<>())
                        .add(chunk);
            }
        }
        List<ColumnProfile> columns = new ArrayList<>();
        for (ColumnDescriptor column : schema.getColumns()) {
            String path = String.join(".", column.getPath());
            columns.add(of(column, chunks.getOrDefault(path, List.of())));
        }
        return columns;
    }

    private static ColumnProfile of(ColumnDescriptor column, List<ColumnChunkMetaData> chunks) {
        Set<String> encodings = new TreeSet<>();
        Set<String> codecs = new TreeSet<>();
        Set<String> pages = new TreeSet<>();
        long nulls = 0;
        for (ColumnChunkMetaData chunk : chunks) {
            codecs.add(chunk.getCodec().name());
            EncodingStats stats = chunk.getEncodingStats();
            for (Encoding encoding :
                    stats == null ? chunk.getEncodings() : stats.getDataEncodings()) {
                encodings.add(encoding.name());
            }
            if (stats != null) {
                pages.add(stats.usesV2Pages() ? "v2" : "v1");
            }
            nulls = added(nulls, nullsOf(column, chunk));
        }
        return new ColumnProfile(
                String.join(".", column.getPath()),
                type(column.getPrimitiveType()),
                encodings,
                codecs,
                pages,
                nulls);
    }

    private static long nullsOf(ColumnDescriptor column, ColumnChunkMetaData chunk) {
        if (column.getMaxDefinitionLevel() == 0) {
            return 0;
        }
        boolean isKnown = chunk.getStatistics() != null && chunk.getStatistics().isNumNullsSet();
        return isKnown ? chunk.getStatistics().getNumNulls() : UNKNOWN;
    }

    private static long added(long nulls, long more) {
        return nulls == UNKNOWN || more == UNKNOWN ? UNKNOWN : nulls + more;
    }

    private static String type(PrimitiveType type) {
        String physical = type.getPrimitiveTypeName().name();
        if (type.getPrimitiveTypeName() == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY) {
            physical += "(" + type.getTypeLength() + ")";
        }
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        return logical == null ? physical : physical + " " + logical;
    }
}
