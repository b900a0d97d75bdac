// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.setup;

import io.deltabook.job.cli.command.ConsoleCommand;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.ExitCode;
import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code deltabook completion}: what makes the shell complete commands and options. */
@Command(
        name = "completion",
        description = {
            "Prints a script that makes the shell complete commands, options and paths when Tab is"
                    + " pressed. Load it in ~/.bashrc or ~/.zshrc, or save it where the shell looks"
                    + " for completions."
        },
        footer = {
            "  source <(deltabook completion bash)",
            "  deltabook completion zsh > ~/.deltabook.sh; source ~/.deltabook.sh"
        })
public final class CompletionCommand extends ConsoleCommand {
    /** The shells that can load the script, which finds out in which of them it is. */
    enum Shell {
        BASH,
        ZSH;

        /** As it is shown and completed. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec private CommandSpec command;

    /** Only checked. */
    @SuppressWarnings("unused")
    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}; both get the same.")
    private Shell shell;

    public CompletionCommand(Console console) {
        super(console);
    }

    @Override
    protected int execute() {
        CommandSpec root = command.root();
        console.document(AutoComplete.bash(root.name(), root.commandLine()));
        return ExitCode.CLEAN;
    }
}
