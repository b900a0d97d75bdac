// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.job.cli.terminal.ExitCode;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Runs the commands once on a small sample, so that the JVM can archive the classes that they use
 * ({@code -XX:ArchiveClassesAtExit}) and load them faster from then on.
 */
public final class Rehearsal {
    private static final String ROWS = "20000";

    private Rehearsal() {}

    /**
     * Ends with the exit code of the first command that fails.
     *
     * @param args an empty folder that exists, for the sample and what is made of it
     */
    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT);
        String input = args[0] + "/sample";
        String output = args[0] + "/events";
        List<List<String>> commands =
                List.of(
                        List.of("generate", "--output", input, "--rows", ROWS),
                        List.of("plan", "--input", input),
                        List.of("run", "--input", input, "--output", output),
                        List.of("status", output),
                        List.of("verify", output),
                        List.of("inspect", output),
                        List.of("sql", output),
                        List.of("book-at", output, "--symbol", "BTC-USDT", "--seq", "1000"),
                        List.of("grid", output, "--every", "1s", "-o", args[0] + "/grid"),
                        List.of("export", output, "--to", "tardis", "-o", args[0] + "/export"),
                        List.of("report", output, "-o", args[0] + "/report.html"),
                        List.of("fidelity", output, "--against", output),
                        List.of("compact", output),
                        List.of("run", "--help"),
                        List.of("--help"));
        PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        int code = ExitCode.CLEAN;
        for (List<String> command : commands) {
            if (code == ExitCode.CLEAN) {
                code = Main.execute(nowhere, nowhere, command.toArray(String[]::new));
            }
        }
        System.exit(code);
    }
}
