// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.idiomatic;

import io.deltabook.job.parquet.event.EventSchema;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/** Folder of a record: its symbol and the UTC hour of its event time. */
final class HourBuckets implements BucketAssigner<Tuple2<String, GenericRecord>, String> {
    private static final long serialVersionUID = 1;
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("'date='yyyy-MM-dd'/hour='HH").withZone(ZoneOffset.UTC);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_HOUR = 3_600 * NANOS_PER_SECOND;

    private transient long hour;
    private transient String folder;

    @Override
    public String getBucketId(Tuple2<String, GenericRecord> event, Context context) {
        long time = (Long) event.f1.get(EventSchema.EVENT_TIMESTAMP);
        long eventHour = Math.floorDiv(time, NANOS_PER_HOUR);
        if (folder == null || eventHour != hour) {
            hour = eventHour;
            folder = HOUR.format(Instant.ofEpochSecond(time / NANOS_PER_SECOND));
        }
        return "symbol=" + event.f0 + "/" + folder;
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
        return SimpleVersionedStringSerializer.INSTANCE;
    }
}
