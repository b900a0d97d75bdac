// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deltabook.job.metrics.MetricNames;
import io.deltabook.job.output.CheckpointCost;
import io.deltabook.job.state.JobRecord;
import io.deltabook.job.state.StateFolder;
import io.deltabook.job.state.StopSavepoint;
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

/** One job as the REST interface of its cluster shows it, from this process or another. */
public final class JobRest {
    private static final Set<String> ENDED =
            Set.of("FINISHED", "FAILED", "CANCELED", "SUSPENDED", Status.UNKNOWN);

    /** While a job fails or pauses before a restart, its tasks wait for that. */
    private static final Set<String> BEGUN = Set.of("INITIALIZING", "CREATED", "RUNNING");

    private static final Set<String> WITHOUT_SLOT = Set.of("CREATED", "SCHEDULED");

    /** Flink's word for a savepoint behind which the job ends. */
    private static final String SYNC_SAVEPOINT = "SYNC_SAVEPOINT";

    private final Rest rest;
    private final URI job;
    private URI counters;
    private URI pause;

    /** A job of a cluster that asks for no token, or that is only looked at. */
    public JobRest(URI cluster, String jobId) {
        this(cluster, jobId, null);
    }

    /**
     * A job of any cluster.
     *
     * @param token the header of the cluster's {@link RestToken}, null for none
     */
    public JobRest(URI cluster, String jobId, String token) {
        this.job = cluster.resolve("/jobs/" + jobId);
        this.rest = new Rest(token);
    }

    /** The newest job of a run. */
    public static JobRest of(JobRecord job, StateFolder state) {
        return new JobRest(
                job.cluster(),
                job.jobId(),
                job.isEmbedded() ? RestToken.header(state.workingFiles()) : null);
    }

    /**
     * Flink's word for how a job is.
     *
     * @param word such as RUNNING; {@link #UNKNOWN} where the cluster knows no such job
     */
    public record Status(String word) {
        static final String UNKNOWN = "UNKNOWN";

        /** Whether nothing of the job runs any more. */
        public boolean isEnded() {
            return ENDED.contains(word);
        }

        /** The same by the cluster's own word, and not because it does not know the job. */
        public boolean isKnownToHaveEnded() {
            return isEnded() && !word.equals(UNKNOWN);
        }
    }

    /**
     * Tasks of a job: the subtasks of all its operators.
     *
     * @param all how many there are
     * @param waiting those that have no slot to run in
     */
    public record Tasks(int all, int waiting) {}

    /**
     * Input rows taken in and events written by this attempt.
     *
     * @param rowsRead rows
     * @param events events
     */
    public record Counts(long rowsRead, long events) {}

    /**
     * How the job is; an error if the cluster does not answer. Asked of the job itself: the job's
     * page is a copy that may be some seconds old.
     */
    public Status status() throws IOException, InterruptedException {
        HttpResponse<String> answer = rest.get(URI.create(job + "/status"));
        if (answer.statusCode() == 200) {
            return new Status(Rest.json(answer).path("status").asText());
        }
        // A job that the cluster does not know is a server error here, and plainly absent there.
        if (rest.get(job).statusCode() != 404) {
            throw Rest.refused(answer);
        }
        return new Status(Status.UNKNOWN);
    }

    /** How its tasks stand; none while nothing is known. The answer may be some seconds old. */
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
        return ClusterSlots.of(rest, job);
    }

    /** What the job has done since it was started or restored; zeros while nothing is known. */
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

    /** How long the source has been paused for want of memory; zero if it is not. */
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
     * The address of some metrics of one vertex over all its subtasks, null while there is none.
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

    /** Completed and failed checkpoints of this attempt, what they cost; none if not known. */
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
     * The savepoint behind which the job was ended; null if it was not, or nothing is known. The
     * answer may be some seconds old.
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

    /** Asks for a checkpoint, and does not wait for it. */
    public void triggerCheckpoint() throws IOException, InterruptedException {
        post("/checkpoints", Rest.body().put("checkpointType", "CONFIGURED"));
    }

    /**
     * Asks for a savepoint; the job goes on.
     *
     * @return what to ask for it by
     */
    String triggerSavepoint(Path folder) throws IOException, InterruptedException {
        return post(
                "/savepoints",
                Rest.body()
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
    public String triggerStop(Path folder) throws IOException, InterruptedException {
        return post(
                "/stop",
                Rest.body()
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
        JsonNode json = rest.requirePage(address);
        boolean isDone = json.path("status").path("id").asText().equals("COMPLETED");
        JsonNode failure = json.path("operation").path("failure-cause");
        return new SavepointStatus(
                isDone,
                failure.isObject() ? Rest.innermost(failure.path("stack-trace").asText()) : null);
    }

    /** Asks for the job to be ended without a savepoint; its checkpoints stay. */
    public void cancel() throws IOException, InterruptedException {
        rest.ask("PATCH", URI.create(job + "?mode=cancel"), Rest.body());
    }

    private String post(String resource, ObjectNode body) throws IOException, InterruptedException {
        return rest.ask("POST", URI.create(job + resource), body).path("request-id").asText();
    }
}
