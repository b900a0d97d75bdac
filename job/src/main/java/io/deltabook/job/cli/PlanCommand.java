// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.job.cli.answer.PlanJson;
import io.deltabook.job.cli.answer.PlanText;
import io.deltabook.job.cli.command.ConsoleCommand;
import io.deltabook.job.cli.command.JsonArgument;
import io.deltabook.job.cli.command.StoreArguments;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.config.RunConf;
import io.deltabook.job.config.SourceConf;
import io.deltabook.job.inspect.RunOutlook;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code deltabook plan}: shows what a run would do. */
@Command(
        name = "plan",
        footer = {
            "  deltabook plan --input /data/deltas",
            "  deltabook plan --input /data/deltas --symbols BTC-USDT --from 2024-08-01",
            "  deltabook plan --json --input x.parquet --set source.columns.price=px"
        },
        description = {
            "Shows what a run with the same input options would read: lanes, dialect, sequence"
                    + " mode, and days that are present, missing in between, short or unreadable.",
            "Nothing is run or written. Exits with 3, and all reasons, if the run would fail."
        })
final class PlanCommand extends ConsoleCommand {
    @Mixin private InputArguments input;

    @Mixin private JsonArgument json;

    PlanCommand(Console console) {
        super(console);
    }

    @Override
    protected int execute() throws CommandFailure, InvalidConfigException, IOException {
        Configuration options = input.layers(Map.of()).configuration();
        SourceConf source = SourceConf.of(options);
        StoreArguments.reach(source.inputs(), options);
        RunOutlook outlook = RunOutlook.of(source).goingOnFrom(RunConf.seed(options));
        answer(json.isGiven(), () -> PlanJson.of(outlook), () -> PlanText.of(outlook));
        if (!outlook.problems().isEmpty()) {
            throw new CommandFailure(ExitCode.BAD_INPUT, outlook.problems(), null);
        }
        return ExitCode.CLEAN;
    }
}
