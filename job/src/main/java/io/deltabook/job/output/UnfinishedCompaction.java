// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A compaction of an output that is replacing files or was interrupted while doing so. Until it is
 * finished an hour may be missing from its folder, so nothing else may read the output or derive
 * anything from it.
 */
public final class UnfinishedCompaction {
    /** Compact's working folder in the output; deleted when it has finished. */
    public static final String FOLDER = "_compact";

    /** File in {@link #FOLDER} that exists while files are replaced. */
    public static final String JOURNAL = "journal.json";

    private UnfinishedCompaction() {}

    /** Whether there is one. */
    public static boolean isIn(Path output) {
        return Files.exists(output.resolve(FOLDER).resolve(JOURNAL));
    }

    /**
     * Refuses an output that has one.
     *
     * @throws IOException if there is one; the message says how to finish it
     */
    public static void requireNone(Path output) throws IOException {
        if (isIn(output)) {
            throw new IOException(message(output));
        }
    }

    /** The message, with the way out. */
    public static String message(Path output) {
        return "[%s] compact must have finished, but is still running or was interrupted: finish it with 'deltabook compact %s'"
                .formatted(output, output);
    }
}
