// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VerifyCommandTest {
    @TempDir private Path folder;

    @Test
    void aFolderThatIsNoOutputIsRefused() {
        CommandLineRun run = CommandLineRun.of("verify", folder.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err())
                .isEqualTo(
                        "error: [%s] must be the output folder of a run, but has neither _deltabook.json nor events\n"
                                .formatted(folder));
    }

    @Test
    void aFolderThatIsNotThereIsRefused() {
        CommandLineRun run = CommandLineRun.of("verify", folder.resolve("x").toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains("must be the output folder of a run, but is no folder");
    }

    @Test
    void theOutputMustBeNamed() {
        CommandLineRun run = CommandLineRun.of("verify");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).startsWith("error: Missing required parameter: 'OUTPUT'");
    }

    @Test
    void numbersBelowOneAreAUsageError() {
        CommandLineRun run = CommandLineRun.of("verify", folder.toString(), "--most", "0");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--most and --threads must be at least 1, but were 0 and ");
    }
}
