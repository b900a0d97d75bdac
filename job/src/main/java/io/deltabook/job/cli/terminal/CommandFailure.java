// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import java.util.List;

/** Ends a command with an exit code and lines for the user; not a bug in the program. */
public final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final List<String> lines;

    public CommandFailure(int exitCode, List<String> lines, Throwable cause) {
        super(String.join(System.lineSeparator(), lines), cause);
        this.exitCode = exitCode;
        this.lines = List.copyOf(lines);
    }

    public static CommandFailure usage(List<String> lines) {
        return new CommandFailure(ExitCode.USAGE, lines, null);
    }

    public static CommandFailure badInput(String line) {
        return badInput(line, null);
    }

    public static CommandFailure badInput(String line, Throwable cause) {
        return new CommandFailure(ExitCode.BAD_INPUT, List.of(line), cause);
    }

    public static CommandFailure failed(String line, Throwable cause) {
        return new CommandFailure(ExitCode.FAILED, List.of(line), cause);
    }

    public int exitCode() {
        return exitCode;
    }

    public List<String> lines() {
        return lines;
    }
}
