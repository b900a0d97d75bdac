// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A compaction of an output that is at work, or was interrupted, while it replaced files. Until it
 * is finished an hour may be out of its place, and nobody else may read or derive anything.
 */
public final class UnfinishedCompaction {
    /** Folder in the output where compact works; gone when it has ended. */
    public static final String FOLDER = "_compact";

    /** File in {@link #FOLDER} that is there while files are replaced. */
    public static final String JOURNAL = "journal.json";

    private UnfinishedCompaction() {}

    /** Whether there is one. */
    public static boolean isIn(Path output) {
        return Files.exists(output.resolve(FOLDER).resolve(JOURNAL));
    }

    /**
     * Refuses to go on with an output while there is one.
     *
     * @throws IOException if there is one; the message says how to finish it
     */
    public static void requireNone(Path output) throws IOException {
        if (isIn(output)) {
            throw new IOException(message(output));
        }
    }

    /** What to do about it. */
    public static String message(Path output) {
        return "[%s] compact must have come to its end, but is at work or was interrupted: finish it with 'deltabook compact %s'"
                .formatted(output, output);
    }
}
