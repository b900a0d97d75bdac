// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deltabook.contract.BookState;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.Missing;
import io.deltabook.contract.SeedPoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where the lanes of an output continue from, as recorded in its marker. */
final class SeedMarks {
    private static final String EXCHANGE = "exchange";
    private static final String SYMBOL = "symbol";
    private static final String OUTPUT = "output";
    private static final String RUN_ID = "run_id";
    private static final String STATE = "book_state";
    private static final String EVENT_SEQ = "event_seq";
    private static final String UPDATE_ID = "update_id";
    private static final String NANOS = "event_timestamp_ns";

    private SeedMarks() {}

    static void write(SortedMap<LaneId, SeedPoint> seeds, ArrayNode to) {
        for (SeedPoint seed : seeds.values()) {
            ObjectNode json = to.addObject();
            json.put(EXCHANGE, seed.lane().exchange());
            json.put(SYMBOL, seed.lane().symbol());
            json.put(OUTPUT, seed.output());
            json.put(RUN_ID, seed.runId());
            json.put(STATE, seed.state().name());
            json.put(EVENT_SEQ, seed.eventSeq());
            if (seed.updateId() == Missing.ID) {
                json.putNull(UPDATE_ID);
            } else {
                json.put(UPDATE_ID, seed.updateId());
            }
            json.put(NANOS, seed.timeNanos());
        }
    }

    static SortedMap<LaneId, SeedPoint> read(JsonNode seeds, Path marker) throws IOException {
        SortedMap<LaneId, SeedPoint> points = new TreeMap<>();
        for (JsonNode json : seeds) {
            try {
                JsonNode updateId = json.required(UPDATE_ID);
                SeedPoint point =
                        new SeedPoint(
                                new LaneId(
                                        json.required(EXCHANGE).textValue(),
                                        json.required(SYMBOL).textValue()),
                                json.required(OUTPUT).textValue(),
                                json.required(RUN_ID).textValue(),
                                BookState.valueOf(json.required(STATE).asText()),
                                json.required(EVENT_SEQ).asLong(),
                                updateId.isNull() ? Missing.ID : updateId.asLong(),
                                json.required(NANOS).asLong());
                points.put(point.lane(), point);
            } catch (IllegalArgumentException | NullPointerException e) {
                throw new IOException(
                        "[%s] each of seeds must say what a lane continues from, but one does not: %s"
                                .formatted(marker, e.getMessage()),
                        e);
            }
        }
        return Collections.unmodifiableSortedMap(points);
    }
}
