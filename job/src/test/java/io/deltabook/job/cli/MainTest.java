// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.CommandLineRun;
import org.junit.jupiter.api.Test;

final class MainTest {
    @Test
    void helpNamesTheCommandsAndTheExitCodes() {
        CommandLineRun run = CommandLineRun.of("--help").assertSucceeded();

        assertThat(run.out())
                .contains("generate ", "Exit codes:")
                .containsPattern("0 +clean")
                .containsPattern("1 +failed")
                .containsPattern("2 +wrong command line or option")
                .containsPattern("3 +input or output folder that cannot be used");
    }

    @Test
    void withoutACommandTheHelpIsAnError() {
        CommandLineRun run = CommandLineRun.of().assertEndedWith(ExitCode.USAGE);

        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("Usage: deltabook");
    }

    @Test
    void theVersionIsPrinted() {
        CommandLineRun run = CommandLineRun.of("--version").assertSucceeded();

        assertThat(run.out()).startsWith("deltabook ");
    }

    @Test
    void anUnknownCommandIsAUsageError() {
        CommandLineRun run = CommandLineRun.of("rnu").assertEndedWith(ExitCode.USAGE);

        assertThat(run.err())
                .isEqualTo(
                        "error: Unmatched argument at index 0: 'rnu'\nSee 'deltabook --help'.\n");
    }

    @Test
    void anUnknownOptionIsAUsageError() {
        CommandLineRun run =
                CommandLineRun.of("generate --output x --rows 1 --rowz")
                        .assertEndedWith(ExitCode.USAGE);

        assertThat(run.err()).startsWith("error: ").contains("--rowz").endsWith("--help'.\n");
    }
}
