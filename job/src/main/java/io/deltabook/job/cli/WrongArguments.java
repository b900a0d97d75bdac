// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.config.NearestWord;
import io.deltabook.job.storage.LocalPath;
import java.util.Collection;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reports a command line that cannot be understood, and what was probably meant. */
final class WrongArguments implements IParameterExceptionHandler {
    private static final String LONG = "--";

    private final Console console;

    WrongArguments(Console console) {
        this.console = console;
    }

    /** Picocli passes over unknown arguments if help or the version is asked for. */
    static void requireNone(ParseResult parsed) {
        for (ParseResult each = parsed; each != null; each = each.subcommand()) {
            if (!each.unmatched().isEmpty()) {
                throw new UnmatchedArgumentException(
                        each.commandSpec().commandLine(), each.unmatched());
            }
        }
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        console.error(
                e instanceof UnmatchedArgumentException unmatched
                        ? unknown(unmatched, command)
                        : e.getMessage());
        console.note("See '%s --help'.".formatted(command.qualifiedName()));
        return ExitCode.USAGE;
    }

    private static String unknown(UnmatchedArgumentException e, CommandSpec command) {
        String argument = e.getUnmatched().get(0);
        if (e.isUnknownOption()) {
            String name = argument.replaceFirst("=.*", "");
            Collection<String> known =
                    command.optionsMap().keySet().stream()
                            .filter(option -> option.startsWith(LONG))
                            .toList();
            return suggesting("unknown option '%s'".formatted(name), name, known, "");
        }
        if (command.subcommands().isEmpty()) {
            return unexpected(argument);
        }
        Collection<String> known = command.subcommands().keySet();
        return suggesting(
                "unknown command '%s'".formatted(argument),
                argument,
                known,
                ": must be one of " + String.join(", ", known));
    }

    /** Picocli does not say why a list took an argument for none of its own. */
    private static String unexpected(String argument) {
        try {
            LocalPath.of(argument);
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
        return "unexpected argument '%s'".formatted(argument);
    }

    private static String suggesting(
            String fault, String word, Collection<String> known, String otherwise) {
        String nearest = NearestWord.of(word, known);
        return fault + (nearest == null ? otherwise : ": did you mean '" + nearest + "'?");
    }
}
