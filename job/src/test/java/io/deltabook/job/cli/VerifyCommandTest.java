// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.LaneId;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.output.OutputFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VerifyCommandTest {
    @TempDir private Path folder;

    @Test
    void aFolderThatIsNotAnOutputIsRefused() {
        CommandLineRun run =
                CommandLineRun.of("verify", folder).assertEndedWith(ExitCode.BAD_INPUT);

        assertThat(run.err())
                .isEqualTo(
                        "error: [%s] must be the output folder of a run, but has neither _deltabook.json nor events\n"
                                .formatted(folder));
    }

    @Test
    void aFolderThatDoesNotExistIsRefused() {
        CommandLineRun.of("verify", folder.resolve("x"))
                .assertEndedWith(ExitCode.BAD_INPUT)
                .assertErr("must be the output folder of a run, but is not a folder");
    }

    @Test
    void aRunThatWroteNothingOfAPlannedLaneIsNotClean() throws IOException {
        List<LaneId> planned = List.of(new LaneId("X", "A"));
        OutputFolder.claim(folder.resolve("out"), "run", "f", planned, null);

        CommandLineRun run =
                CommandLineRun.of("verify", folder.resolve("out")).assertEndedWith(ExitCode.FAILED);

        assertThat(run.out() + run.err())
                .contains("a complete lane must have a statistics row, but has none");
    }

    @Test
    void theOutputMustBeNamed() {
        CommandLineRun run = CommandLineRun.of("verify").assertEndedWith(ExitCode.USAGE);

        assertThat(run.err()).startsWith("error: Missing required parameter: 'OUTPUT'");
    }

    @Test
    void numbersBelowOneAreAUsageError() {
        CommandLineRun run =
                CommandLineRun.of("verify", folder, "--most 0").assertEndedWith(ExitCode.USAGE);

        assertThat(run.err()).contains("--most must be at least 1, but was 0");
    }
}
