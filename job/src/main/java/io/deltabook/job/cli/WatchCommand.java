// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.job.cli.command.ConsoleCommand;
import io.deltabook.job.cli.command.JsonArgument;
import io.deltabook.job.cli.run.RunAnswer;
import io.deltabook.job.cli.run.RunFolders;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.watch.RunWatch;
import io.deltabook.job.config.InvalidConfigException;
import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code deltabook watch}: follows a run that another process, or nobody, drives. */
@Command(
        name = "watch",
        footer = {"  deltabook watch /data/events", "  deltabook watch --json /data/events"},
        description = {
            "Shows the progress of a run that was started elsewhere, or with 'run --detach', until"
                    + " it ends; then finishes it as 'finish' does. Ctrl-C ends only this command.",
            "Ends with the run's exit code; with 5 if it was stopped before its end."
        })
final class WatchCommand extends ConsoleCommand {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Mixin private RunArguments run;
    @Mixin private JsonArgument json;

    WatchCommand(Console console) {
        super(console);
    }

    @Override
    protected int execute() throws CommandFailure, InvalidConfigException, IOException {
        RunFolders folders = run.folders();
        try {
            return new RunWatch(
                            folders.output(),
                            folders.state().path(),
                            json.isGiven() ? RunAnswer.JSON : RunAnswer.TEXT,
                            console,
                            PATIENCE)
                    .execute();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted while the run was watched", e);
        }
    }
}
