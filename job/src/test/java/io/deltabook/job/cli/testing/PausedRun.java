// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A run that takes checkpoints, but reads nothing, so that it is never at its end before a test
 * stops it: Flink's buffers alone are more than its memory.limit.
 */
public final class PausedRun {
    /** Its option. */
    public static final String LIMIT = "--set memory.limit=256mb";

    private static final List<String> NETWORK =
            List.of("taskmanager.memory.network.min", "taskmanager.memory.network.max");
    private static final String BYTES = "320mb";

    private PausedRun() {}

    /** Arguments of the TaskManager that it needs. */
    static List<String> taskManager() {
        return NETWORK.stream().map(key -> "-D" + key + "=" + BYTES).toList();
    }

    /** Options of a run with an embedded cluster; writes a file into a folder. */
    public static Words in(Path folder) throws IOException {
        Path flink = folder.resolve("flink.yaml");
        Files.write(flink, NETWORK.stream().map(key -> key + ": " + BYTES).toList());
        return Words.of(LIMIT, "--flink-config", flink);
    }
}
