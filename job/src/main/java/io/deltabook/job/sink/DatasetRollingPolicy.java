// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.sink;

import java.io.IOException;
import org.apache.flink.streaming.api.functions.sink.filesystem.PartFileInfo;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.CheckpointRollingPolicy;

/**
 * When a file of a small dataset ends: at every checkpoint, at half the size limit, once it was
 * completed to make room for others, and when its lane has been quiet. The pause is longer than for
 * events, because these elements trickle in and each would get a file of its own.
 */
final class DatasetRollingPolicy<T> extends CheckpointRollingPolicy<T, String> {
    private static final long serialVersionUID = 1;
    private static final long LEAST_IDLE_MILLIS = 60_000;

    private final long rollBytes;
    private final long idleMillis;
    private final OpenParts openParts;

    DatasetRollingPolicy(SinkSettings settings, OpenParts openParts) {
        this.openParts = openParts;
        rollBytes = settings.maxFileBytes() / 2;
        idleMillis = Math.max(LEAST_IDLE_MILLIS, settings.idleClose().toMillis());
    }

    @Override
    public boolean shouldRollOnEvent(PartFileInfo<String> part, T element) throws IOException {
        return openParts.isCompleted(part.getBucketId()) || part.getSize() > rollBytes;
    }

    @Override
    public boolean shouldRollOnProcessingTime(PartFileInfo<String> part, long nowMillis) {
        return openParts.isCompleted(part.getBucketId())
                || nowMillis - part.getLastUpdateTime() >= idleMillis;
    }
}
