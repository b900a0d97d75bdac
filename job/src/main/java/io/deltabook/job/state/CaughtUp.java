// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deltabook.job.plan.LanePlan;
import io.deltabook.job.storage.AtomicFile;
import io.deltabook.job.storage.Place;
import java.io.IOException;
import java.nio.file.Files;

/**
 * Where a run that follows its input has read all that there was: with this restore point as its
 * newest and this many files in its plan, there is nothing to do until more come.
 *
 * @param checkpoint number of the restore point
 * @param files files of the plan
 */
public record CaughtUp(long checkpoint, int files) {
    private static final String CHECKPOINT = "checkpoint";
    private static final String FILES = "files";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** A plan that was read as far as a restore point tells. */
    public static CaughtUp at(RestorePoint point, LanePlan plan) {
        return new CaughtUp(point.id(), plan.files().size());
    }

    /** Replaces the record of a run. */
    public void write(StateFolder state) throws IOException {
        ObjectNode json = MAPPER.createObjectNode();
        json.put(CHECKPOINT, checkpoint);
        json.put(FILES, files);
        byte[] bytes = MAPPER.writeValueAsBytes(json);
        AtomicFile.write(state.caughtUp(), out -> out.write(bytes));
    }

    /** Whether a run has nothing to do with the files that its plan has. */
    public static boolean is(StateFolder state, LanePlan plan) throws IOException {
        RestorePoint newest = RestorePoints.newest(state);
        if (newest == null || !Place.exists(state.caughtUp())) {
            return false;
        }
        JsonNode json = MAPPER.readTree(Files.readAllBytes(state.caughtUp()));
        return new CaughtUp(json.path(CHECKPOINT).asLong(-1), json.path(FILES).asInt(-1))
                .equals(at(newest, plan));
    }
}
