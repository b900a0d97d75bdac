// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The signals that this process was started to ignore, which its children then ignore too. */
final class IgnoredSignals {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String IGNORED = "SigIgn:";
    private static final long HUP = 1;
    private static final long INT = 1 << 1;

    private IgnoredSignals() {}

    /** Whether SIGINT or SIGHUP is one; false where the system does not say. */
    static boolean any() throws IOException {
        if (!Files.exists(STATUS)) {
            return false;
        }
        for (String line : Files.readAllLines(STATUS)) {
            if (line.startsWith(IGNORED)) {
                String mask = line.substring(IGNORED.length()).strip();
                return (Long.parseUnsignedLong(mask, 16) & (HUP | INT)) != 0;
            }
        }
        return false;
    }

    /** Whether a command can be started that does not ignore them. */
    static boolean canBeReset() throws IOException {
        try {
            return new ProcessBuilder("env", "--default-signal=INT,HUP", "true").start().waitFor()
                    == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
