// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deltabook.job.life.JobRecord;
import io.deltabook.job.metrics.MetricNames;
import io.deltabook.job.report.CheckpointCost;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** One job as the REST interface of its cluster shows it, from this process or another. */
final class JobRest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LONG_PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 200;
    private static final int UNAVAILABLE = 503;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Set<String> ENDED =
            Set.of("FINISHED", "FAILED", "CANCELED", "SUSPENDED", Status.UNKNOWN);

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI job;
    private URI counters;
    private URI pause;

    JobRest(URI cluster, String jobId) {
        this.job = cluster.resolve("/jobs/" + jobId);
    }

    static JobRest of(JobRecord job) {
        return new JobRest(job.cluster(), job.jobId());
    }

    /**
     * Flink's word for how a job is.
     *
     * @param word such as RUNNING; {@link #UNKNOWN} where the cluster knows no such job
     */
    record Status(String word) {
        static final String UNKNOWN = "UNKNOWN";

        /** Whether nothing of the job runs any more. */
        boolean isEnded() {
            return ENDED.contains(word);
        }
    }

    /**
     * Input rows taken in and events written by this attempt.
     *
     * @param rowsRead rows
     * @param events events
     */
    record Counts(long rowsRead, long events) {}

    /**
     * How the job is; an error if the cluster does not answer. Asked of the job itself: the job's
     * page is a copy that may be some seconds old.
     */
    Status status() throws IOException, InterruptedException {
        URI address = URI.create(job + "/status");
        HttpResponse<String> answer = send(HttpRequest.newBuilder(address).GET(), PATIENCE);
        return switch (answer.statusCode()) {
            case 200 -> new Status(MAPPER.readTree(answer.body()).path("status").asText());
            default -> {
                // A job that the cluster does not know is a server error here, and plainly absent
                // there.
                HttpResponse<String> page = send(HttpRequest.newBuilder(job).GET(), PATIENCE);
                if (page.statusCode() != 404) {
                    throw refused(answer);
                }
                yield new Status(Status.UNKNOWN);
            }
        };
    }

    /** What the job has done since it was started or restored; zeros while nothing is known. */
    Counts counts() throws InterruptedException {
        try {
            if (counters == null) {
                counters = find("sum", MetricNames.ROWS_READ, MetricNames.EVENTS_PROCESSED);
            }
            long rows = 0;
            long events = 0;
            if (counters != null) {
                for (JsonNode metric : get(counters)) {
                    long sum = (long) metric.path("sum").asDouble();
                    if (isNamed(metric, MetricNames.ROWS_READ)) {
                        rows = sum;
                    } else {
                        events = sum;
                    }
                }
            }
            return new Counts(rows, events);
        } catch (IOException e) {
            return new Counts(0, 0);
        }
    }

    /** How long the source has been paused for want of memory; zero if it is not. */
    Duration memoryPause() throws InterruptedException {
        try {
            if (pause == null) {
                pause = find("max", MetricNames.MEMORY_CURRENT_PAUSE);
            }
            double seconds = 0;
            if (pause != null) {
                for (JsonNode metric : get(pause)) {
                    seconds = Math.max(seconds, metric.path("max").asDouble());
                }
            }
            return Duration.ofSeconds((long) seconds);
        } catch (IOException e) {
            return Duration.ZERO;
        }
    }

    /**
     * The address of some metrics of one vertex over all its subtasks, null while there is none.
     */
    private URI find(String aggregation, String... names) throws IOException, InterruptedException {
        for (JsonNode vertex : get(job).path("vertices")) {
            String metrics = job + "/vertices/" + vertex.get("id").asText() + "/subtasks/metrics";
            Set<String> found = new TreeSet<>();
            for (JsonNode metric : get(URI.create(metrics))) {
                if (Arrays.stream(names).anyMatch(name -> isNamed(metric, name))) {
                    found.add(metric.path("id").asText());
                }
            }
            if (found.size() == names.length) {
                String ids = URLEncoder.encode(String.join(",", found), StandardCharsets.UTF_8);
                return URI.create(metrics + "?agg=" + aggregation + "&get=" + ids);
            }
        }
        return null;
    }

    private static boolean isNamed(JsonNode metric, String name) {
        return metric.path("id").asText().endsWith(MetricNames.inRest(name));
    }

    /** Completed and failed checkpoints of this attempt, what they cost; none if not known. */
    CheckpointCost checkpoints() throws InterruptedException {
        try {
            JsonNode all = get(URI.create(job + "/checkpoints"));
            JsonNode size = all.path("summary").path("state_size");
            JsonNode time = all.path("summary").path("end_to_end_duration");
            return new CheckpointCost(
                    all.path("counts").path("completed").asLong(),
                    all.path("counts").path("failed").asLong(),
                    size.path("avg").asLong(),
                    size.path("max").asLong(),
                    Duration.ofMillis(time.path("avg").asLong()),
                    Duration.ofMillis(time.path("max").asLong()));
        } catch (IOException e) {
            return CheckpointCost.NONE;
        }
    }

    /** Asks for a checkpoint, and does not wait for it. */
    void triggerCheckpoint() throws IOException, InterruptedException {
        post("/checkpoints", MAPPER.createObjectNode().put("checkpointType", "CONFIGURED"));
    }

    /**
     * Asks for a savepoint; the job goes on.
     *
     * @return what to ask for it by
     */
    String triggerSavepoint(Path folder) throws IOException, InterruptedException {
        return post(
                "/savepoints",
                MAPPER.createObjectNode()
                        .put("target-directory", "file://" + folder)
                        .put("cancel-job", false)
                        .put("formatType", "CANONICAL"));
    }

    /**
     * Asks for a savepoint behind which the job ends. The lanes are not at their end then: what
     * they do there is left to the run that goes on.
     *
     * @return what to ask for it by
     */
    String triggerStop(Path folder) throws IOException, InterruptedException {
        return post(
                "/stop",
                MAPPER.createObjectNode()
                        .put("targetDirectory", "file://" + folder)
                        .put("drain", false)
                        .put("formatType", "CANONICAL"));
    }

    /**
     * How a savepoint stands.
     *
     * @param isDone whether it is completed or failed
     * @param failure why it failed, null if it did not
     */
    record SavepointStatus(boolean isDone, String failure) {}

    /** How the savepoint asked for stands. */
    SavepointStatus savepoint(String trigger) throws IOException, InterruptedException {
        URI address = URI.create(job + "/savepoints/" + trigger);
        HttpResponse<String> answer = send(HttpRequest.newBuilder(address).GET(), LONG_PATIENCE);
        if (answer.statusCode() != 200) {
            throw refused(answer);
        }
        JsonNode json = MAPPER.readTree(answer.body());
        boolean isDone = json.path("status").path("id").asText().equals("COMPLETED");
        JsonNode failure = json.path("operation").path("failure-cause");
        return new SavepointStatus(
                isDone,
                failure.isObject() ? innermost(failure.path("stack-trace").asText()) : null);
    }

    /** The message of the last cause in a stack trace. */
    private static String innermost(String trace) {
        String message = "";
        for (String line : trace.lines().toList()) {
            boolean isFrame = line.startsWith("\tat ") || line.startsWith("\t...");
            if (!isFrame
                    && !line.isBlank()
                    && (message.isEmpty() || line.startsWith("Caused by"))) {
                message = line;
            }
        }
        return message.replaceFirst("^Caused by: ", "").replaceFirst("^[\\w.$]+: ", "");
    }

    private String post(String resource, ObjectNode body) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                send(
                        HttpRequest.newBuilder(URI.create(job + resource))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body.toString())),
                        LONG_PATIENCE);
        if (answer.statusCode() != 202) {
            throw refused(answer);
        }
        return MAPPER.readTree(answer.body()).path("request-id").asText();
    }

    private static IOException refused(HttpResponse<String> answer) {
        return new IOException(
                "[%s] must answer, but said %d: %s"
                        .formatted(answer.uri(), answer.statusCode(), reason(answer.body())));
    }

    /** What an error's body says, without the server's stack trace. */
    private static String reason(String body) {
        try {
            JsonNode errors = MAPPER.readTree(body).path("errors");
            String last = errors.path(errors.size() - 1).asText();
            return last.contains("\n\tat ")
                    ? innermost(last.replaceFirst("^<Exception on server side:\n", ""))
                    : last;
        } catch (JsonProcessingException e) {
            return body.lines().findFirst().orElse("");
        }
    }

    private JsonNode get(URI address) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(address).GET(), PATIENCE);
        return answer.statusCode() == 200
                ? MAPPER.readTree(answer.body())
                : MAPPER.createArrayNode();
    }

    /** Asks again for a while where the cluster answers that its leader is being elected. */
    private HttpResponse<String> send(HttpRequest.Builder request, Duration patience)
            throws IOException, InterruptedException {
        HttpRequest built = request.timeout(patience).build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            HttpResponse<String> answer = client.send(built, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != UNAVAILABLE || System.nanoTime() - deadline > 0) {
                return answer;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }
}
