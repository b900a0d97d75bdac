// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.sink;

import io.deltabook.job.parquet.event.BatchBytes;
import java.io.IOException;
import org.apache.flink.streaming.api.functions.sink.filesystem.PartFileInfo;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.CheckpointRollingPolicy;

/**
 * When an events file ends: at every checkpoint, before it could outgrow its limit, once it was
 * completed to make room for others, and when its hour has not been written to for a while. A few
 * rows held only in memory may wait longer: they cost little, and a file for each pause would be
 * too many. A part's size lags behind by the row group in memory, so that row group and the next
 * batch are counted at their maximum size. Only a batch that exceeds the limit by itself produces a
 * larger file.
 */
final class BatchRollingPolicy<B> extends CheckpointRollingPolicy<B, String> {
    private static final long serialVersionUID = 1;

    /** Share of the limit kept for the footer and the page indexes. */
    private static final long FOOTER_SHARE = 32;

    private final long rollBytes;
    private final long rowGroupBytes;
    private final long idleMillis;
    private final BatchBytes<B> sizes;
    private final OpenParts openParts;

    BatchRollingPolicy(SinkSettings settings, BatchBytes<B> sizes, OpenParts openParts) {
        this.sizes = sizes;
        this.openParts = openParts;
        rollBytes = settings.maxFileBytes() - settings.maxFileBytes() / FOOTER_SHARE;
        rowGroupBytes = settings.rowGroupBytes();
        idleMillis = settings.idleClose().toMillis();
    }

    @Override
    public boolean shouldRollOnEvent(PartFileInfo<String> part, B batch) throws IOException {
        return openParts.isCompleted(part.getBucketId())
                || part.getSize() + rowGroupBytes + sizes.atMost(batch) > rollBytes;
    }

    @Override
    public boolean shouldRollOnProcessingTime(PartFileInfo<String> part, long nowMillis) {
        if (openParts.isHeld(part.getBucketId())) {
            return false;
        }
        return openParts.isCompleted(part.getBucketId())
                || nowMillis - part.getLastUpdateTime() >= idleMillis;
    }
}
