// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.state;

import java.nio.file.Path;
import java.util.Locale;

/**
 * A completed checkpoint or savepoint.
 *
 * @param folder where it lies
 * @param id its number; those of a run rise, whatever the attempt
 * @param kind what it is
 */
public record RestorePoint(Path folder, long id, Kind kind) {
    /** Kinds of snapshots. */
    public enum Kind {
        /** Taken by the job itself, and deleted by it. */
        CHECKPOINT,
        /** Asked for by the user. */
        SAVEPOINT
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + " " + id;
    }
}
