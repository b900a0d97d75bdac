// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.job.cli.command.ConsoleCommand;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.terminal.Version;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code deltabook version}: what to name in a report of a fault. */
@Command(
        name = "version",
        footer = "  deltabook version",
        description = "Shows the version, and those of Flink and Java; --version does the same.")
final class VersionCommand extends ConsoleCommand {
    VersionCommand(Console console) {
        super(console);
    }

    @Override
    protected int execute() {
        List.of(new Version().getVersion()).forEach(console::print);
        return ExitCode.CLEAN;
    }
}
