// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.FatalProcess;
import io.deltabook.job.cli.testing.RunningProcess;
import io.deltabook.job.testing.JavaCommand;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FatalExitTest {
    private static final String WAY_OUT = "; resume with 'deltabook run --resume --output out'";

    @Test
    void aProcessThatEndsForLackOfHeapSaysSoAndFails() throws Exception {
        assertEndsWith(
                "error: the heap of \\d+ MB is exhausted: give it more with DELTABOOK_HEAP, or lower --parallelism or book.depth.retained"
                        + WAY_OUT,
                "full");
    }

    @Test
    void aProcessThatEndsForAnotherErrorNamesTheLog() throws Exception {
        assertEndsWith(
                "error: Flink ended the process after an error that it could not handle; see the log file"
                        + WAY_OUT);
    }

    private static void assertEndsWith(String line, String... args) throws Exception {
        List<String> command = JavaCommand.of("64m", FatalProcess.class.getName(), List.of(args));
        // With the collector of a run.
        Collections.replaceAll(command, "-XX:+UseSerialGC", "-XX:+UseParallelGC");
        try (RunningProcess process = RunningProcess.of(new ProcessBuilder(command))) {
            assertThat(process.exitCode())
                    .as(() -> process.lines().toString())
                    .isEqualTo(ExitCode.FAILED);
            assertThat(process.lines()).anyMatch(said -> said.matches(line));
        }
    }
}
