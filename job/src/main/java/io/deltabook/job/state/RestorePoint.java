// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.state;

import java.nio.file.Path;
import java.util.Locale;

/**
 * A completed checkpoint or savepoint.
 *
 * @param folder its folder
 * @param id its number; numbers rise across all attempts of a run
 * @param kind checkpoint or savepoint
 */
public record RestorePoint(Path folder, long id, Kind kind) {
    /** Kinds of restore points. */
    public enum Kind {
        /** Taken and deleted by the job itself. */
        CHECKPOINT,
        /** Requested by the user. */
        SAVEPOINT
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + " " + id;
    }
}
