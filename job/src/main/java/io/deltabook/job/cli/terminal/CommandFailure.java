// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import java.util.ArrayList;
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

    /** Lines that say what differs, under one that says from what. */
    public static CommandFailure of(int exitCode, String head, List<String> differences) {
        List<String> lines = new ArrayList<>(List.of(head));
        lines.addAll(differences);
        return new CommandFailure(exitCode, lines, null);
    }

    public static CommandFailure usage(String line) {
        return usage(List.of(line));
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
