// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.idiomatic;

import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.number.Decimal128Bytes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.conf.PlainParquetConfiguration;

/** Builds Avro records of the event schema. */
final class EventRecords {
    static final Schema SCHEMA = schema();

    private static final Schema LEVELS = valueOf(SCHEMA, EventSchema.BIDS);
    private static final Schema DECIMAL = valueOf(SCHEMA, EventSchema.DELTA_PRICE);
    private static final int SCALE = 18;

    private EventRecords() {}

    private static Schema schema() {
        PlainParquetConfiguration configuration = new PlainParquetConfiguration();
        configuration.setBoolean("parquet.avro.add-list-element-records", false);
        return new AvroSchemaConverter(configuration).convert(EventSchema.MESSAGE);
    }

    static GenericRecord delta(Delta delta, Progress progress) {
        GenericRecord event = event(delta.originTime, "BOOK_DELTA", progress);
        event.put(EventSchema.DELTA_SIDE, delta.bid ? "BID" : "ASK");
        event.put(EventSchema.DELTA_PRICE, decimal(delta.price));
        event.put(EventSchema.DELTA_QUANTITY, decimal(delta.quantity));
        return event;
    }

    static GenericRecord snapshot(
            long time,
            Progress progress,
            List<Map.Entry<Double, Double>> bids,
            List<Map.Entry<Double, Double>> asks) {
        GenericRecord event = event(time, "BOOK_SNAPSHOT", progress);
        event.put(EventSchema.BIDS, levels(bids));
        event.put(EventSchema.ASKS, levels(asks));
        event.put(EventSchema.IS_SNAPSHOT, progress.live && !progress.suspect);
        event.put(EventSchema.SNAPSHOT_KIND, "PERIODIC");
        event.put(EventSchema.CERTIFIED_BIDS, 0);
        event.put(EventSchema.CERTIFIED_ASKS, 0);
        event.put(EventSchema.COVERED_BIDS, 0);
        event.put(EventSchema.COVERED_ASKS, 0);
        return event;
    }

    private static GenericRecord event(long time, String type, Progress progress) {
        GenericRecord event = new GenericData.Record(SCHEMA);
        event.put(EventSchema.EVENT_SEQ, progress.nextSeq++);
        event.put(EventSchema.EVENT_TIMESTAMP, time);
        event.put(EventSchema.EVENT_TYPE, type);
        event.put(EventSchema.UPDATE_ID, progress.lastId);
        event.put(EventSchema.BOOK_STATE, progress.state());
        return event;
    }

    private static List<GenericRecord> levels(List<Map.Entry<Double, Double>> side) {
        List<GenericRecord> levels = new ArrayList<>(side.size());
        for (Map.Entry<Double, Double> level : side) {
            GenericRecord record = new GenericData.Record(LEVELS.getElementType());
            record.put(EventSchema.PRICE, decimal(level.getKey()));
            record.put(EventSchema.QUANTITY, decimal(level.getValue()));
            levels.add(record);
        }
        return levels;
    }

    private static GenericData.Fixed decimal(double value) {
        byte[] bytes = new byte[Decimal128Bytes.LENGTH];
        BigDecimal exact = BigDecimal.valueOf(value).setScale(SCALE);
        Decimal128Bytes.write(exact.unscaledValue(), bytes, 0);
        return new GenericData.Fixed(DECIMAL, bytes);
    }

    private static Schema valueOf(Schema record, String column) {
        return record.getField(column).schema().getTypes().stream()
                .filter(type -> type.getType() != Schema.Type.NULL)
                .findFirst()
                .orElseThrow();
    }
}
