// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.sink;

import io.deltabook.batch.HourBatch;
import io.deltabook.contract.HivePath;
import io.deltabook.time.EventHour;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/** Puts a batch into {@code exchange=…/symbol=…/date=…/hour=…} by its lane and UTC event hour. */
final class LaneHourBucketAssigner<B extends HourBatch<B>> implements BucketAssigner<B, String> {
    private static final long serialVersionUID = 1;

    private final OpenParts openParts;

    LaneHourBucketAssigner(OpenParts openParts) {
        this.openParts = openParts;
    }

    @Override
    public String getBucketId(B batch, Context context) {
        String bucket = HivePath.of(batch.lane().id()) + '/' + EventHour.path(batch.hour());
        openParts.bucket(bucket);
        return bucket;
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
        return SimpleVersionedStringSerializer.INSTANCE;
    }
}
