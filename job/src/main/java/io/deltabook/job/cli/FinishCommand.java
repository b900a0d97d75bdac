// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.job.cli.command.ConsoleCommand;
import io.deltabook.job.cli.command.JsonArgument;
import io.deltabook.job.cli.finish.RunFinish;
import io.deltabook.job.cli.finish.TableArguments;
import io.deltabook.job.cli.run.RunAnswer;
import io.deltabook.job.cli.run.RunFolders;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.config.RunOptions;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code deltabook finish}: finishes a run whose job has ended unwatched. */
@Command(
        name = "finish",
        footer = {
            "  deltabook finish /data/events",
            "  deltabook finish --json /data/events",
            "  deltabook finish --iceberg /data/lake /data/events"
        },
        description = {
            "Finishes a run whose job has ended on a cluster while no command waited for it: checks"
                    + " that every row is accounted for, writes manifest and summary, and then"
                    + " deletes the state.",
            "Of a run that is finished it says the same again, with the same exit code. A run that"
                    + " is still running or was stopped is refused; nothing is started.",
            "With --iceberg the output then becomes tables that Spark, Trino and others read."
        })
final class FinishCommand extends ConsoleCommand {
    @Mixin private RunArguments run;

    @Option(
            names = "--max-gap-ratio",
            paramLabel = "R",
            description =
                    "Exit with 4 if more than this fraction of a lane's messages, 0 to 1, follows a"
                            + " gap (default: as the run was started).")
    private String maxGapRatio;

    @Option(
            names = "--max-reject-ratio",
            paramLabel = "R",
            description =
                    "Exit with 4 if more than this fraction of a lane's rows of one table is"
                            + " rejected (default: as the run was started).")
    private String maxRejectRatio;

    @Mixin private TableArguments tables;

    @Mixin private JsonArgument json;

    FinishCommand(Console console) {
        super(console);
    }

    @Override
    protected int execute() throws CommandFailure, InvalidConfigException, IOException {
        Map<String, Object> limits = new LinkedHashMap<>();
        InputArguments.put(limits, RunOptions.MAX_GAP_RATIO, maxGapRatio);
        InputArguments.put(limits, RunOptions.MAX_REJECT_RATIO, maxRejectRatio);
        RunFolders folders = run.folders();
        RunAnswer answer = json.isGiven() ? RunAnswer.JSON : RunAnswer.TEXT;
        int exitCode = new RunFinish(folders, limits, answer, console).execute();
        if (exitCode == ExitCode.CLEAN || exitCode == ExitCode.TOO_MANY_GAPS) {
            tables.register(folders.output(), console);
        }
        return exitCode;
    }
}
