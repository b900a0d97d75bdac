// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.sink;

import io.deltabook.contract.HivePath;
import io.deltabook.job.parquet.dataset.Dataset;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/** Puts an element of a small dataset into {@code exchange=…/symbol=…} of its lane. */
final class LaneBucketAssigner<T> implements BucketAssigner<T, String> {
    private static final long serialVersionUID = 1;

    private final Dataset<T> dataset;
    private final OpenParts openParts;

    LaneBucketAssigner(Dataset<T> dataset, OpenParts openParts) {
        this.dataset = dataset;
        this.openParts = openParts;
    }

    @Override
    public String getBucketId(T element, Context context) {
        String bucket = HivePath.of(dataset.lane(element));
        openParts.bucket(bucket);
        return bucket;
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
        return SimpleVersionedStringSerializer.INSTANCE;
    }
}
