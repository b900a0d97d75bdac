// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.job.cli.application.ApplicationAttempt;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.ExitCode;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;

/**
 * The program that Flink runs on a cluster, with the arguments of {@code deltabook run}. It starts
 * a run, or goes on with the one that its output belongs to: Flink calls it again when a JobManager
 * has been lost. It never ends the process.
 */
public final class Program {
    private Program() {}

    /**
     * Runs until the run has ended or, if its client does not wait, has been submitted.
     *
     * @throws CommandFailure if the run failed, or ended with another exit code than 0 or 5
     */
    public static void run(String... args) throws Exception {
        Console console = new Console(System.out, System.err);
        ApplicationAttempt attempt =
                new ApplicationAttempt(
                        StreamExecutionEnvironment.getExecutionEnvironment().getConfiguration(),
                        console);
        RunCommand command = new RunCommand(console, attempt).asProgram(attempt.restorePoint());
        List<String> words = new ArrayList<>(attempt.arguments());
        words.addAll(List.of(args));
        Exception[] failure = new Exception[1];
        CommandLine line = Main.configured(new CommandLine(command));
        line.setParameterExceptionHandler(
                (e, unused) -> {
                    failure[0] = CommandFailure.usage(e.getMessage());
                    return ExitCode.USAGE;
                });
        line.setExecutionExceptionHandler(
                (e, unused, parsed) -> {
                    failure[0] = e;
                    return ExitCode.FAILED;
                });
        int exitCode = line.execute(words.toArray(String[]::new));
        if (failure[0] != null) {
            throw failure[0];
        }
        if (exitCode != ExitCode.CLEAN && exitCode != ExitCode.STOPPED) {
            throw new CommandFailure(
                    exitCode, List.of("the run ended with exit code " + exitCode), null);
        }
    }
}
