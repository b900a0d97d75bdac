// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.deltabook.job.cli.answer.PlanJson;
import io.deltabook.job.cli.answer.PlanText;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.terminal.JsonText;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.config.RunConf;
import io.deltabook.job.config.SourceConf;
import io.deltabook.job.inspect.RunOutlook;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code deltabook plan}: shows what a run would do. */
@Command(
        name = "plan",
        description = {
            "Shows what a run with the same input options would read: lanes, dialect, sequence"
                    + " mode, and days that are present, missing in between, short or unreadable.",
            "Nothing is run or written. Exits with 3, and all reasons, if the run would fail."
        })
final class PlanCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private InputArguments input;

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean isJson;

    PlanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandFailure {
        try {
            Configuration options = input.layers(Map.of()).configuration();
            RunOutlook outlook =
                    RunOutlook.of(SourceConf.of(options)).goingOnFrom(RunConf.seed(options));
            if (isJson) {
                console.document(JsonText.of(PlanJson.of(outlook)));
            } else {
                PlanText.of(outlook).forEach(console::print);
            }
            if (!outlook.problems().isEmpty()) {
                throw new CommandFailure(ExitCode.BAD_INPUT, outlook.problems(), null);
            }
            return ExitCode.CLEAN;
        } catch (InvalidConfigException e) {
            throw CommandFailure.usage(e.faults());
        } catch (JsonProcessingException e) {
            throw CommandFailure.failed("the answer must be JSON, but was not: " + e, e);
        }
    }
}
