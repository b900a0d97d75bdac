// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.job.cli.command.ConsoleCommand;
import io.deltabook.job.cli.command.JsonArgument;
import io.deltabook.job.cli.finish.RunFinish;
import io.deltabook.job.cli.run.RunAnswer;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
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
        footer = {"  deltabook finish /data/events", "  deltabook finish --json /data/events"},
        description = {
            "Finishes a run whose job has ended on a cluster while no command waited for it: checks"
                    + " that every row is accounted for, writes manifest and summary, and then"
                    + " deletes the state.",
            "Of a run that is finished it says the same again, with the same exit code. A run that"
                    + " is still running or was stopped is refused; nothing is started."
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

    @Mixin private JsonArgument json;

    FinishCommand(Console console) {
        super(console);
    }

    @Override
    protected int execute() throws CommandFailure, InvalidConfigException, IOException {
        Map<String, Object> limits = new LinkedHashMap<>();
        InputArguments.put(limits, RunOptions.MAX_GAP_RATIO, maxGapRatio);
        InputArguments.put(limits, RunOptions.MAX_REJECT_RATIO, maxRejectRatio);
        return new RunFinish(
                        run.folders(),
                        limits,
                        json.isGiven() ? RunAnswer.JSON : RunAnswer.TEXT,
                        console)
                .execute();
    }
}
