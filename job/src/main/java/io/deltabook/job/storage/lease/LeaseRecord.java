// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.lease;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * What a lease says.
 *
 * @param id of this lease and no other
 * @param runId the run that its holder drives, null if it has none yet
 * @param process who holds it
 * @param takenMillis when it was taken, ms since 1970 by the holder's clock
 * @param endsMillis when it ends unless it is renewed, by the same clock
 */
record LeaseRecord(
        String id, String runId, HolderProcess process, long takenMillis, long endsMillis) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ID = "lease";
    private static final String RUN = "run_id";
    private static final String HOST = "host";
    private static final String PID = "pid";
    private static final String KERNEL = "kernel";
    private static final String STARTED = "started";
    private static final String TAKEN = "taken";
    private static final String ENDS = "ends";

    static LeaseRecord ofThisProcess(long nowMillis, LeaseTimes times) {
        return new LeaseRecord(
                UUID.randomUUID().toString(),
                null,
                HolderProcess.current(),
                nowMillis,
                nowMillis + times.term().toMillis());
    }

    LeaseRecord renewed(String newRunId, long nowMillis, LeaseTimes times) {
        return new LeaseRecord(
                id, newRunId, process, takenMillis, nowMillis + times.term().toMillis());
    }

    /** Whether another may take it. */
    boolean isFree(long nowMillis, Duration skew) {
        return nowMillis >= endsMillis + skew.toMillis() || process.isGone();
    }

    /** Who holds it, such as {@code process 4711 on box since 2026-11-23T03:29:12Z}. */
    String holder() {
        String name =
                process.equals(HolderProcess.current())
                        ? "this process"
                        : "process %d on %s".formatted(process.pid(), process.host());
        String since = "%s since %s".formatted(name, seconds(takenMillis));
        return runId == null ? since : "run %s, %s,".formatted(runId, since);
    }

    static Instant seconds(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS);
    }

    byte[] bytes() throws IOException {
        ObjectNode json = MAPPER.createObjectNode();
        json.put(ID, id);
        json.put(RUN, runId);
        json.put(HOST, process.host());
        json.put(PID, process.pid());
        json.put(KERNEL, process.kernel());
        json.put(STARTED, process.started());
        json.put(TAKEN, Instant.ofEpochMilli(takenMillis).toString());
        json.put(ENDS, Instant.ofEpochMilli(endsMillis).toString());
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
    }

    /** Null if it is no lease, or not a whole one. */
    static LeaseRecord parse(byte[] bytes) {
        try {
            JsonNode json = MAPPER.readTree(bytes);
            return new LeaseRecord(
                    json.required(ID).textValue(),
                    json.required(RUN).textValue(),
                    new HolderProcess(
                            json.required(HOST).textValue(),
                            json.required(PID).longValue(),
                            json.required(KERNEL).textValue(),
                            json.required(STARTED).longValue()),
                    Instant.parse(json.required(TAKEN).textValue()).toEpochMilli(),
                    Instant.parse(json.required(ENDS).textValue()).toEpochMilli());
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }
}
