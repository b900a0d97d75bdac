// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Every command's help ends with examples that the program understands. */
final class ExamplesTest {
    private static final String PROGRAM = "deltabook ";
    private static final int TERMINAL = 80;

    @Test
    void everyCommandShowsExamplesOfItself() {
        Main.commands()
                .getSubcommands()
                .forEach(
                        (name, command) ->
                                assertThat(examples(command))
                                        .as("examples of " + name)
                                        .isNotEmpty()
                                        .allMatch(
                                                example ->
                                                        name.equals("help")
                                                                || example.startsWith(
                                                                        PROGRAM + name)));
    }

    @Test
    void everyExampleIsACommandLineThatIsUnderstood() {
        List<String> examples = new ArrayList<>(examples(Main.commands()));
        Main.commands().getSubcommands().values().forEach(each -> examples.addAll(examples(each)));

        assertThat(examples).hasSizeGreaterThan(20);
        for (String example : examples) {
            String[] words = example.substring(PROGRAM.length()).split(" +");
            assertThatCode(() -> WrongArguments.requireNone(Main.commands().parseArgs(words)))
                    .as(example)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void examplesFitATerminal() {
        for (Map.Entry<String, CommandLine> each : Main.commands().getSubcommands().entrySet()) {
            String help = each.getValue().getUsageMessage(Ansi.OFF);

            assertThat(help.substring(help.indexOf("Examples:")).lines())
                    .as(each.getKey())
                    .allMatch(line -> line.length() <= TERMINAL)
                    .allMatch(line -> line.startsWith("  ") || line.equals("Examples:"));
        }
    }

    /** What of each line is typed for deltabook, without what the shell does with it. */
    private static List<String> examples(CommandLine command) {
        List<String> examples = new ArrayList<>();
        for (String line : command.getCommandSpec().usageMessage().footer()) {
            int start = line.indexOf(PROGRAM);
            if (start >= 0) {
                examples.add(line.substring(start).split("[|;)>#&]", 2)[0].strip());
            }
        }
        return examples;
    }
}
