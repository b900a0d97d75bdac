// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.job.cli.cluster.JobRest;
import io.deltabook.job.cli.cluster.SavepointRequest;
import io.deltabook.job.cli.command.ConsoleCommand;
import io.deltabook.job.cli.run.RunFolders;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.state.RestorePoint;
import io.deltabook.job.state.RestorePoints;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code deltabook savepoint}: takes a savepoint of a running run. */
@Command(
        name = "savepoint",
        footer = "  deltabook savepoint /data/events",
        description = {
            "Takes a savepoint of a run, which continues. For use in another terminal.",
            "'run --resume' continues from it if nothing newer has completed since."
        })
final class SavepointCommand extends ConsoleCommand {
    @Mixin private RunArguments run;

    SavepointCommand(Console console) {
        super(console);
    }

    @Override
    protected int execute() throws CommandFailure, InvalidConfigException {
        try {
            RunFolders folders = run.folders();
            JobRest job = RunArguments.requireRunning(folders);
            new SavepointRequest(job, folders.state().savepoints()).take();
            RestorePoint newest = RestorePoints.newestSavepoint(folders.state());
            if (newest == null) {
                throw CommandFailure.failed("the run ended before a savepoint was complete", null);
            }
            console.print("%s in %s".formatted(newest, newest.folder()));
            return ExitCode.CLEAN;
        } catch (IOException e) {
            throw CommandFailure.failed("no savepoint could be taken: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted while the savepoint was taken", e);
        }
    }
}
