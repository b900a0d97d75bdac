// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import io.deltabook.job.parquet.event.ParquetSettings;
import io.deltabook.job.parquet.event.write.EventBatchWriter;
import java.util.Set;

/**
 * What a compaction is to do.
 *
 * @param targetBytes no joined file grows beyond this, bytes
 * @param rowGroups what becomes of row groups
 * @param rowGroupBytes largest row group that is written anew, bytes before compression
 * @param writers write row groups anew
 * @param symbols only these symbols; all where empty
 */
public record CompactSettings(
        long targetBytes,
        RowGroupPolicy rowGroups,
        long rowGroupBytes,
        EventBatchWriter.Factory writers,
        Set<String> symbols) {
    /** Part of the largest row group below which the average one is too small. */
    private static final int TOO_SMALL = 8;

    private static final long ROW_GROUPS_PER_FILE = 4;

    /** Smallest target that holds a few row groups, bytes. */
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

    /** Whether row groups of files that are joined are written anew. */
    boolean rewrites(long rowGroupCount, long encodedBytes) {
        return switch (rowGroups) {
            case KEEP -> false;
            case REWRITE -> true;
            case AUTO -> encodedBytes / rowGroupCount < rowGroupBytes / TOO_SMALL;
        };
    }
}
