// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import io.deltabook.batch.EventBatch;
import io.deltabook.job.parquet.event.EventFileShape;
import io.deltabook.job.parquet.event.ParquetSettings;
import io.deltabook.job.parquet.event.write.BatchWriter;
import java.util.Set;

/**
 * Settings of a compaction.
 *
 * @param targetBytes largest size of a joined file, bytes
 * @param rowGroups what happens to the row groups
 * @param rowGroupBytes largest rewritten row group, bytes before compression
 * @param writers writes the row groups of events anew
 * @param symbols only these symbols; all if empty
 */
public record CompactSettings(
        long targetBytes,
        RowGroupPolicy rowGroups,
        long rowGroupBytes,
        BatchWriter.Factory<EventBatch> writers,
        Set<String> symbols) {
    /** Share of the largest row group below which the average row group counts as too small. */
    private static final int TOO_SMALL = 8;

    private static final String DEFAULT_CODEC = "zstd";

    private static final long ROW_GROUPS_PER_FILE = 4;

    /** Smallest target that has room for a few row groups, bytes. */
    public static final long MIN_TARGET_BYTES =
            ROW_GROUPS_PER_FILE * ParquetSettings.MIN_ROW_GROUP_BYTES;

    public CompactSettings {
        if (targetBytes < MIN_TARGET_BYTES) {
            throw new IllegalArgumentException(
                    "target size must be at least %d bytes, but was %d"
                            .formatted(MIN_TARGET_BYTES, targetBytes));
        }
        symbols = Set.copyOf(symbols);
        rowGroupBytes = Math.min(rowGroupBytes, targetBytes / ROW_GROUPS_PER_FILE);
    }

    /** How the row groups of a file like this one are written anew. */
    ParquetSettings parquet(EventFileShape shape) {
        return new ParquetSettings(
                ParquetSettings.CODECS.contains(shape.codec()) ? shape.codec() : DEFAULT_CODEC,
                rowGroupBytes,
                shape.format(),
                shape.encodings());
    }

    /** Whether the row groups of joined files are rewritten. */
    boolean rewrites(long rowGroupCount, long encodedBytes) {
        return switch (rowGroups) {
            case KEEP -> false;
            case REWRITE -> true;
            case AUTO -> encodedBytes / rowGroupCount < rowGroupBytes / TOO_SMALL;
        };
    }
}
