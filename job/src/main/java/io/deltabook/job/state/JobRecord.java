// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deltabook.job.storage.AtomicFile;
import io.deltabook.job.storage.DamagedFileException;
import io.deltabook.job.storage.Place;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the newest attempt of a run is running, or ran.
 *
 * @param cluster REST address of the Flink cluster
 * @param jobId the job's id there
 * @param isEmbedded whether the cluster lives inside the process that started the run
 * @param isApplication whether the cluster runs the program itself that holds the run's locks, so
 *     that the job has ended if nobody holds them
 * @param rowsBefore input rows completed by earlier attempts
 * @param rowsPlanned input rows of the whole run
 * @param stopped the savepoint that the job was stopped with; null if there was none or it is
 *     unknown
 */
public record JobRecord(
        URI cluster,
        String jobId,
        boolean isEmbedded,
        boolean isApplication,
        long rowsBefore,
        long rowsPlanned,
        StopSavepoint stopped) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String CLUSTER = "cluster";
    private static final String JOB_ID = "job_id";
    private static final String EMBEDDED = "embedded";
    private static final String APPLICATION = "application";
    private static final String ROWS_BEFORE = "rows_before";
    private static final String ROWS_PLANNED = "rows_planned";
    private static final String STOPPED = "stopped";
    private static final String SAVEPOINT = "savepoint";
    private static final String FOLDER = "folder";

    /** Record of a job that is about to start. */
    public JobRecord(
            URI cluster, String jobId, boolean isEmbedded, long rowsBefore, long rowsPlanned) {
        this(cluster, jobId, isEmbedded, false, rowsBefore, rowsPlanned, null);
    }

    /** This record, with the savepoint that stopped the job. */
    public JobRecord stoppedAt(StopSavepoint savepoint) {
        return new JobRecord(
                cluster, jobId, isEmbedded, isApplication, rowsBefore, rowsPlanned, savepoint);
    }

    /** Replaces the file atomically. */
    public void write(Path file) throws IOException {
        ObjectNode json = MAPPER.createObjectNode();
        json.put(CLUSTER, cluster.toString());
        json.put(JOB_ID, jobId);
        json.put(EMBEDDED, isEmbedded);
        json.put(APPLICATION, isApplication);
        json.put(ROWS_BEFORE, rowsBefore);
        json.put(ROWS_PLANNED, rowsPlanned);
        if (stopped != null) {
            json.putObject(STOPPED).put(SAVEPOINT, stopped.id()).put(FOLDER, stopped.folder());
        }
        byte[] bytes = MAPPER.writeValueAsBytes(json);
        AtomicFile.write(file, out -> out.write(bytes));
    }

    /** Reads the record; null if there is no such file. */
    public static JobRecord read(Path file) throws IOException {
        if (!Place.exists(file)) {
            return null;
        }
        try {
            JsonNode json = MAPPER.readTree(Files.readAllBytes(file));
            return new JobRecord(
                    URI.create(json.required(CLUSTER).textValue()),
                    json.required(JOB_ID).textValue(),
                    json.required(EMBEDDED).asBoolean(),
                    json.path(APPLICATION).asBoolean(),
                    json.required(ROWS_BEFORE).asLong(),
                    json.required(ROWS_PLANNED).asLong(),
                    json.has(STOPPED) ? stopped(json.get(STOPPED)) : null);
        } catch (IOException | RuntimeException e) {
            throw DamagedFileException.of(
                    file,
                    "say where the run's job runs",
                    "restore it from a copy or, if no job of the run is running, delete it",
                    e);
        }
    }

    private static StopSavepoint stopped(JsonNode json) {
        return new StopSavepoint(
                json.required(SAVEPOINT).asLong(), json.required(FOLDER).textValue());
    }
}
