// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The manual page of a command, in the language of man(7). The same command gives the same page.
 */
final class ManPage {
    private final CommandSpec command;
    private final List<String> lines = new ArrayList<>();

    private ManPage(CommandSpec command) {
        this.command = command;
    }

    /** Name of the page: {@code deltabook-run}. */
    static String name(CommandSpec command) {
        return command.qualifiedName("-");
    }

    /**
     * The lines of a page.
     *
     * @param version of the program
     */
    static List<String> lines(CommandSpec command, String version) {
        return new ManPage(command).written(version);
    }

    private List<String> written(String version) {
        UsageMessageSpec usage = command.usageMessage();
        String name = name(command);
        lines.add(
                ".TH \"%s\" 1 \"\" \"deltabook %s\" \"deltabook\""
                        .formatted(escaped(name.toUpperCase(Locale.ROOT)), escaped(version)));
        section("NAME");
        text("%s - %s".formatted(name, summary(usage)));
        section("SYNOPSIS");
        text(
                new Help(command, Help.defaultColorScheme(Help.Ansi.OFF))
                        .synopsis(0)
                        .replaceAll("\\s+", " "));
        section("DESCRIPTION");
        paragraphs(usage.description());
        arguments();
        commands();
        exitCodes(usage.exitCodeList());
        examples(usage.footer());
        seeAlso();
        return lines;
    }

    /** The first sentence. */
    private static String summary(UsageMessageSpec usage) {
        String first = usage.description().length == 0 ? "" : usage.description()[0];
        int end = first.indexOf(". ");
        return (end < 0 ? first : first.substring(0, end)).replaceFirst("\\.$", "");
    }

    private void arguments() {
        List<PositionalParamSpec> parameters =
                command.positionalParameters().stream().filter(each -> !each.hidden()).toList();
        List<OptionSpec> options =
                command.options().stream().filter(each -> !each.hidden()).toList();
        if (!parameters.isEmpty()) {
            section("ARGUMENTS");
            parameters.forEach(each -> item(each.paramLabel(), each.description()));
        }
        section("OPTIONS");
        for (OptionSpec option : options) {
            String label = option.arity().max() == 0 ? "" : "=" + option.paramLabel();
            item(String.join(", ", option.names()) + label, option.description());
        }
    }

    private void commands() {
        if (command.subcommands().isEmpty()) {
            return;
        }
        section("COMMANDS");
        for (Map.Entry<String, CommandLine> each : command.subcommands().entrySet()) {
            item(each.getKey(), summary(each.getValue().getCommandSpec().usageMessage()) + ".");
        }
    }

    private void exitCodes(Map<String, String> codes) {
        section("EXIT STATUS");
        codes.forEach((code, meaning) -> item(code.strip(), meaning));
    }

    private void examples(String... footer) {
        if (footer.length == 0) {
            return;
        }
        section("EXAMPLES");
        lines.add(".nf");
        for (String line : footer) {
            lines.add(escaped(line.strip()));
        }
        lines.add(".fi");
    }

    private void seeAlso() {
        section("SEE ALSO");
        CommandSpec root = command.root();
        List<String> pages = new ArrayList<>();
        if (root != command) {
            pages.add(name(root) + "(1)");
        } else {
            root.subcommands()
                    .values()
                    .forEach(each -> pages.add(name(each.getCommandSpec()) + "(1)"));
        }
        text(String.join(", ", pages));
    }

    private void section(String title) {
        lines.add(".SH " + title);
    }

    private void paragraphs(String... paragraphs) {
        for (int i = 0; i < paragraphs.length; i++) {
            if (i > 0) {
                lines.add(".PP");
            }
            text(paragraphs[i]);
        }
    }

    private void item(String term, String... description) {
        lines.add(".TP");
        lines.add(".B " + escaped(term));
        for (String line : description) {
            text(line);
        }
    }

    private void text(String text) {
        lines.add(escaped(text));
    }

    /** A dot or an apostrophe at the start would be a request, a plain hyphen a typographic one. */
    private static String escaped(String text) {
        String escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq");
        return escaped.startsWith(".") ? "\\&" + escaped : escaped;
    }
}
