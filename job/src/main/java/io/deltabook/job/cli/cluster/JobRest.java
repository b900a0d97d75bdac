// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deltabook.job.metrics.MetricNames;
import io.deltabook.job.output.CheckpointCost;
import io.deltabook.job.state.JobRecord;
import io.deltabook.job.state.StateFolder;
import io.deltabook.job.state.StopSavepoint;
import io.deltabook.job.storage.Place;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One job, seen through the REST interface of its cluster, from this process or another. */
public final class JobRest {
    private static final Set<String> ENDED =
            Set.of("FINISHED", "FAILED", "CANCELED", "SUSPENDED", Status.UNKNOWN);

    /** While a job is failing or waiting to restart, its tasks wait for that. */
    private static final Set<String> BEGUN = Set.of("INITIALIZING", "CREATED", "RUNNING");

    private static final Set<String> WITHOUT_SLOT = Set.of("CREATED", "SCHEDULED");

    /** Flink's name for the savepoint that stops a job. */
    private static final String SYNC_SAVEPOINT = "SYNC_SAVEPOINT";

    private final Rest rest;
    private final URI cluster;
    private final URI job;
    private URI counters;
    private URI pause;
    private URI caughtUp;

    /** A job on a cluster that needs no token, or that is only observed. */
    public JobRest(URI cluster, String jobId) {
        this(cluster, jobId, null);
    }

    /**
     * A job on any cluster.
     *
     * @param token the header of the cluster's {@link RestToken}, null for none
     */
    public JobRest(URI cluster, String jobId, String token) {
        this.cluster = cluster;
        this.job = RestAddress.page(cluster, "/jobs/" + jobId);
        this.rest = new Rest(token);
    }

    /** The newest job of a run. */
    public static JobRest of(JobRecord job, StateFolder state) throws IOException {
        if (RestAddress.isEncrypted(job.cluster())) {
            RestTrust.use(state);
        }
        return new JobRest(
                job.cluster(),
                job.jobId(),
                job.isEmbedded() ? RestToken.header(state.workingFiles()) : null);
    }

    /**
     * Flink's status of a job.
     *
     * @param word such as RUNNING; {@link #UNKNOWN} if the cluster does not know the job
     */
    public record Status(String word) {
        static final String UNKNOWN = "UNKNOWN";

        /** Whether no part of the job is running any more. */
        public boolean isEnded() {
            return ENDED.contains(word);
        }

        /** Whether the cluster says that the job has ended; false if it does not know the job. */
        public boolean isKnownToHaveEnded() {
            return isEnded() && !word.equals(UNKNOWN);
        }
    }

    /**
     * Tasks of a job: the subtasks of all its operators.
     *
     * @param all number of tasks
     * @param waiting tasks without a slot to run in
     */
    public record Tasks(int all, int waiting) {}

    /**
     * Input rows read and events written by this attempt.
     *
     * @param rowsRead rows
     * @param events events
     */
    public record Counts(long rowsRead, long events) {}

    /**
     * The job's status; an error if the cluster does not answer. Asks for the status itself: the
     * job's page is a cached copy that may be a few seconds old.
     */
    public Status status() throws IOException, InterruptedException {
        HttpResponse<String> answer = rest.get(URI.create(job + "/status"));
        if (answer.statusCode() == 200) {
            return new Status(Rest.json(answer).path("status").asText());
        }
        // An unknown job is a server error here, but clearly absent from the list below.
        if (rest.get(job).statusCode() != 404) {
            throw Rest.refused(answer);
        }
        return new Status(Status.UNKNOWN);
    }

    /** State of its tasks; none if unknown. The answer may be a few seconds old. */
    public Tasks tasks() throws IOException, InterruptedException {
        JsonNode page = rest.page(job);
        boolean isBegun = BEGUN.contains(page.path("state").asText());
        int all = 0;
        int waiting = 0;
        for (JsonNode vertex : page.path("vertices")) {
            for (Map.Entry<String, JsonNode> state : vertex.path("tasks").properties()) {
                int tasks = state.getValue().asInt();
                all += tasks;
                waiting += isBegun && WITHOUT_SLOT.contains(state.getKey()) ? tasks : 0;
            }
        }
        return new Tasks(all, waiting);
    }

    /** The slots of the job's cluster. */
    public ClusterSlots slots() throws IOException, InterruptedException {
        return ClusterSlots.of(rest, cluster);
    }

    /** What the job has done since it was started or restored; zeros if unknown. */
    public Counts counts() throws InterruptedException {
        try {
            if (counters == null) {
                counters = find("sum", MetricNames.ROWS_READ, MetricNames.EVENTS_PROCESSED);
            }
            long rows = 0;
            long events = 0;
            if (counters != null) {
                for (JsonNode metric : rest.page(counters)) {
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

    /** Whether every subtask of the source has read what there is of an input that grows. */
    public boolean isCaughtUp() throws InterruptedException {
        try {
            if (caughtUp == null) {
                caughtUp = find("sum", MetricNames.CAUGHT_UP);
            }
            int subtasks = 0;
            if (caughtUp != null) {
                for (JsonNode metric : rest.page(caughtUp)) {
                    subtasks += (int) metric.path("sum").asDouble();
                }
            }
            return subtasks > 0 && subtasks == width(caughtUp);
        } catch (IOException e) {
            return false;
        }
    }

    /** Parallelism of the vertex that metrics are of. */
    private int width(URI metrics) throws IOException, InterruptedException {
        for (JsonNode vertex : rest.page(job).path("vertices")) {
            if (metrics.getPath().contains(vertex.get("id").asText())) {
                return vertex.path("parallelism").asInt();
            }
        }
        return 0;
    }

    /** How long lack of memory has paused the source; zero if it is not paused. */
    public Duration memoryPause() throws InterruptedException {
        try {
            if (pause == null) {
                pause = find("max", MetricNames.MEMORY_CURRENT_PAUSE);
            }
            double seconds = 0;
            if (pause != null) {
                for (JsonNode metric : rest.page(pause)) {
                    seconds = Math.max(seconds, metric.path("max").asDouble());
                }
            }
            return Duration.ofSeconds((long) seconds);
        } catch (IOException e) {
            return Duration.ZERO;
        }
    }

    /**
     * Address of some metrics of one vertex, aggregated over its subtasks; null if it has none yet.
     */
    private URI find(String aggregation, String... names) throws IOException, InterruptedException {
        for (JsonNode vertex : rest.page(job).path("vertices")) {
            String metrics = job + "/vertices/" + vertex.get("id").asText() + "/subtasks/metrics";
            Set<String> found = new TreeSet<>();
            for (JsonNode metric : rest.page(URI.create(metrics))) {
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

    /** Completed and failed checkpoints of this attempt and their cost; none if unknown. */
    public CheckpointCost checkpoints() throws InterruptedException {
        try {
            JsonNode all = rest.page(URI.create(job + "/checkpoints"));
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

    /**
     * The savepoint that stopped the job; null if there was none or nothing is known. The answer
     * may be a few seconds old.
     */
    public StopSavepoint stopSavepoint() throws InterruptedException {
        try {
            JsonNode savepoint =
                    rest.page(URI.create(job + "/checkpoints")).path("latest").path("savepoint");
            return savepoint.path("checkpoint_type").asText().equals(SYNC_SAVEPOINT)
                    ? new StopSavepoint(
                            savepoint.path("id").asLong(), savepoint.path("external_path").asText())
                    : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Triggers a checkpoint without waiting for it. */
    public void triggerCheckpoint() throws IOException, InterruptedException {
        post("/checkpoints", Rest.body().put("checkpointType", "CONFIGURED"));
    }

    /**
     * Triggers a savepoint; the job keeps running.
     *
     * @return the request id to poll with
     */
    String triggerSavepoint(Path folder) throws IOException, InterruptedException {
        return post(
                "/savepoints",
                Rest.body()
                        .put("target-directory", Place.address(folder))
                        .put("cancel-job", false)
                        .put("formatType", "CANONICAL"));
    }

    /**
     * Stops the job with a savepoint. Its lanes are not complete then; what happens at their end is
     * left to the resumed run.
     *
     * @return the request id to poll with
     */
    public String triggerStop(Path folder) throws IOException, InterruptedException {
        return post(
                "/stop",
                Rest.body()
                        .put("targetDirectory", Place.address(folder))
                        .put("drain", false)
                        .put("formatType", "CANONICAL"));
    }

    /**
     * Status of a savepoint request.
     *
     * @param isDone whether it is completed or failed
     * @param failure why it failed, null if it did not
     */
    record SavepointStatus(boolean isDone, String failure) {}

    /** Status of the savepoint with this request id. */
    SavepointStatus savepoint(String trigger) throws IOException, InterruptedException {
        URI address = URI.create(job + "/savepoints/" + trigger);
        JsonNode json = rest.requirePage(address);
        boolean isDone = json.path("status").path("id").asText().equals("COMPLETED");
        JsonNode failure = json.path("operation").path("failure-cause");
        return new SavepointStatus(
                isDone,
                failure.isObject() ? Rest.innermost(failure.path("stack-trace").asText()) : null);
    }

    /** Cancels the job without a savepoint; its checkpoints are kept. */
    public void cancel() throws IOException, InterruptedException {
        rest.ask("PATCH", URI.create(job + "?mode=cancel"), Rest.body());
    }

    private String post(String resource, ObjectNode body) throws IOException, InterruptedException {
        return rest.ask("POST", URI.create(job + resource), body).path("request-id").asText();
    }
}
