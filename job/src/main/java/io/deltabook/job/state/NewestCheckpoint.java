// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deltabook.job.storage.AtomicFile;
import io.deltabook.job.storage.DamagedFileException;
import io.deltabook.job.storage.Place;
import io.deltabook.job.storage.SmallFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The newest checkpoint known to be completed, after which files may have been committed: resuming
 * from an older one would write them twice. Recorded in both the output and the state folder, so
 * that a stale copy of either is recognized.
 *
 * @param runId the run
 * @param checkpoint the checkpoint's number
 */
public record NewestCheckpoint(String runId, long checkpoint) {
    /** Name of the file in an output folder. */
    public static final String FILE = "_restore_point.json";

    /** Version of the file format; raised when an older release cannot read it. */
    static final int FORMAT = 1;

    private static final String SAYS = "say what the run has committed";
    private static final String FORMAT_KEY = "format";
    private static final String RUN_ID = "run_id";
    private static final String CHECKPOINT = "checkpoint";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Replaces the file atomically. */
    void write(Path file) throws IOException {
        ObjectNode json = MAPPER.createObjectNode();
        json.put(FORMAT_KEY, FORMAT);
        json.put(RUN_ID, runId);
        json.put(CHECKPOINT, checkpoint);
        byte[] bytes = MAPPER.writeValueAsBytes(json);
        AtomicFile.write(file, out -> out.write(bytes));
    }

    /** The checkpoint recorded in an output; null if there is none. */
    public static NewestCheckpoint of(Path output) throws IOException {
        return read(output.resolve(FILE));
    }

    /** Reads the file; null if it does not exist. */
    static NewestCheckpoint read(Path file) throws IOException {
        if (!Place.exists(file)) {
            return null;
        }
        JsonNode json;
        try {
            json = MAPPER.readTree(SmallFile.read(file));
        } catch (IOException e) {
            throw DamagedFileException.of(file, SAYS, DamagedFileException.RESTORE, e);
        }
        if (json.isEmpty()) {
            throw new DamagedFileException(
                    file, SAYS, "is empty", DamagedFileException.RESTORE, null);
        }
        int format = json.path(FORMAT_KEY).asInt();
        if (format != FORMAT
                || !json.path(RUN_ID).isTextual()
                || !json.path(CHECKPOINT).canConvertToLong()) {
            throw new IOException(
                    "[%s] must have format %d, a run_id and a checkpoint, but is %s: use the release that wrote it"
                            .formatted(file, FORMAT, json));
        }
        return new NewestCheckpoint(json.get(RUN_ID).textValue(), json.get(CHECKPOINT).longValue());
    }
}
