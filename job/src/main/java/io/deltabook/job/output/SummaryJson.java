// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deltabook.contract.BookState;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RefusalReason;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.Verdict;
import io.deltabook.job.storage.AtomicFile;
import io.deltabook.job.storage.Place;
import io.deltabook.statistics.LaneCounters;
import io.deltabook.statistics.LaneCounters.Counter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A {@link Summary} as JSON. Its keys are a contract: add, never rename. */
final class SummaryJson {
    /** Counters shown in the histogram. */
    private static final Set<Counter> GAP_SIZES =
            EnumSet.of(
                    Counter.GAPS_1_10,
                    Counter.GAPS_11_100,
                    Counter.GAPS_101_1000,
                    Counter.GAPS_OVER_1000,
                    Counter.GAPS_UNKNOWN);

    private static final String OUTPUT = "output";
    private static final String EVENTS = "events";
    private static final String QUOTES = "quotes";
    private static final String PERIODS = "periods";
    private static final String LANES = "lanes";
    private static final String FIRST_EVENT_SEQ = "first_event_seq";
    static final String ATTEMPT = "attempt";

    private static final ObjectMapper MAPPER =
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    private SummaryJson() {}

    static void write(Summary summary, Path file) throws IOException {
        write(json(summary), file);
    }

    /** Keeps what only an earlier file knows, if that can be read. */
    static void rewrite(Summary summary, Path file) throws IOException {
        ObjectNode json = json(summary);
        JsonNode earlier = earlier(file);
        for (String key : Summary.NOT_DERIVED) {
            if (!json.has(key) && earlier.path(key).isObject()) {
                json.set(key, earlier.get(key));
            }
        }
        write(json, file);
    }

    private static JsonNode earlier(Path file) throws IOException {
        if (!Place.exists(file)) {
            return MissingNode.getInstance();
        }
        try {
            return MAPPER.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /**
     * Replaces an existing file's entries for the datasets that are compacted, and nothing else.
     */
    static void replaceFiles(Manifest manifest, DatasetSize quotes, DatasetSize periods, Path file)
            throws IOException {
        JsonNode json = MAPPER.readTree(Files.readAllBytes(file));
        if (!(json.path(OUTPUT) instanceof ObjectNode output)) {
            throw new IOException("[%s] must have an object %s".formatted(file, OUTPUT));
        }
        events(output.putObject(EVENTS), manifest);
        if (output.has(QUOTES)) {
            size(output.putObject(QUOTES), quotes);
            size(output.putObject(PERIODS), periods);
        }
        write(json, file);
    }

    private static void write(JsonNode json, Path file) throws IOException {
        AtomicFile.write(
                file,
                out -> {
                    MAPPER.writeValue(out, json);
                    out.write('\n');
                });
    }

    static ObjectNode json(Summary summary) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("schema_version", summary.schemaVersion());
        if (summary.outcome() != null) {
            summary.outcome().writeTo(json.putObject(Outcome.KEY));
        }
        totals(json.putObject("totals"), summary);
        output(json.putObject(OUTPUT), summary);
        if (summary.attempt() != null) {
            attempt(json.putObject(ATTEMPT), summary.attempt());
        }
        ArrayNode lanes = json.putArray(LANES);
        for (LaneReport lane : summary.lanes()) {
            lane(lanes.addObject(), lane);
        }
        return json;
    }

    static boolean isOfFirstRelease(JsonNode summary) {
        JsonNode lanes = summary.path(LANES);
        return !lanes.isEmpty() && lanes.findValues(FIRST_EVENT_SEQ).isEmpty();
    }

    private static void totals(ObjectNode json, Summary summary) {
        List<SequenceMode> modes =
                summary.lanes().stream().map(LaneReport::mode).distinct().toList();
        json.put("lanes", summary.lanes().size());
        json.put(
                "mode", modes.isEmpty() ? null : modes.size() == 1 ? modes.get(0).word() : "mixed");
        json.put(Summary.VERDICT, worst(summary.lanes()));
        counters(json, summary.totals());
    }

    /** The verdict for all lanes together is that of the worst. */
    private static String worst(List<LaneReport> lanes) {
        return lanes.stream()
                .map(LaneReport::verdict)
                .max(Enum::compareTo)
                .map(Verdict::word)
                .orElse(null);
    }

    private static void lane(ObjectNode json, LaneReport lane) {
        json.put("exchange", lane.lane().exchange());
        json.put("symbol", lane.lane().symbol());
        json.put("mode", lane.mode().word());
        json.put(Summary.VERDICT, lane.verdict().word());
        json.put(FIRST_EVENT_SEQ, lane.firstSeq());
        json.put("events", lane.events());
        if (lane.lastUpdateId() == Missing.ID) {
            json.putNull("last_update_id");
        } else {
            json.put("last_update_id", lane.lastUpdateId());
        }
        counters(json, lane.counters());
    }

    private static void counters(ObjectNode json, LaneCounters counters) {
        for (Counter counter : Counter.values()) {
            if (!counters.isKnown(counter)) {
                json.putNull(counter.column());
            } else if (!GAP_SIZES.contains(counter)) {
                json.put(counter.column(), counters.value(counter));
            }
        }
        json.put("gap_ratio", counters.gapRatio());
        share(json, "live_time_share", counters.liveTimeShare());
        share(json, "live_message_share", counters.liveMessageShare());
        ObjectNode histogram = json.putObject("gap_histogram");
        histogram.put("1-10", counters.value(Counter.GAPS_1_10));
        histogram.put("11-100", counters.value(Counter.GAPS_11_100));
        histogram.put("101-1000", counters.value(Counter.GAPS_101_1000));
        histogram.put(">1000", counters.value(Counter.GAPS_OVER_1000));
        histogram.put("unknown", counters.value(Counter.GAPS_UNKNOWN));
        ObjectNode refused = json.putObject("refused_snapshots");
        for (RefusalReason reason : RefusalReason.values()) {
            refused.put(reason.name(), counters.refused(reason));
        }
        ObjectNode time = json.putObject("time_in_state");
        for (BookState state : BookState.values()) {
            time.put(state.name().toLowerCase(Locale.ROOT) + "_ns", counters.nanosIn(state));
        }
        json.put("unaccounted_rows", counters.unaccountedRows());
        json.put("unaccounted_trades", counters.unaccountedTrades());
        json.put("unaccounted_book_rows", counters.unaccountedBookRows());
    }

    private static void share(ObjectNode json, String key, double share) {
        if (Double.isNaN(share)) {
            json.putNull(key);
        } else {
            json.put(key, share);
        }
    }

    private static void output(ObjectNode json, Summary summary) {
        events(json.putObject(EVENTS), summary.manifest());
        size(json.putObject(QUOTES), summary.quotes());
        size(json.putObject(PERIODS), summary.periods());
        size(json.putObject("rejects"), summary.rejects());
        size(json.putObject("incidents"), summary.incidents());
    }

    private static void events(ObjectNode json, Manifest manifest) {
        json.put("files", manifest.files());
        json.put("rows", manifest.rows());
        json.put("bytes", manifest.bytes());
        json.put("hours", manifest.hours());
    }

    private static void size(ObjectNode json, DatasetSize size) {
        json.put("files", size.files());
        json.put("rows", size.rows());
        json.put("bytes", size.bytes());
    }

    private static void attempt(ObjectNode json, Attempt attempt) {
        json.put("rows_in", attempt.rowsIn());
        json.put("rows_per_second", attempt.rowsPerSecond());
        json.put("wall_time_seconds", attempt.seconds());
        json.put("job_time_seconds", attempt.jobSeconds());
        json.put("peak_memory_bytes", attempt.peakMemoryBytes());
        CheckpointCost cost = attempt.checkpoints();
        ObjectNode checkpoints = json.putObject("checkpoints");
        checkpoints.put("completed", cost.completed());
        checkpoints.put("failed", cost.failed());
        checkpoints.put("average_bytes", cost.averageBytes());
        checkpoints.put("largest_bytes", cost.largestBytes());
        checkpoints.put("average_seconds", cost.average().toMillis() / 1e3);
        checkpoints.put("longest_seconds", cost.longest().toMillis() / 1e3);
        checkpoints.put("share_of_job_time", cost.share(attempt.jobTime()));
        ArrayNode warnings = json.putArray("warnings");
        attempt.warnings().forEach(warnings::add);
    }
}
