// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.setup;

import io.deltabook.job.cli.command.ConsoleCommand;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.terminal.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code deltabook man}: the help as manual pages. */
@Command(
        name = "man",
        description = {
            "Prints the manual page of a command, or writes those of all commands to a folder such"
                    + " as ~/.local/share/man/man1."
        },
        footer = {
            "  deltabook man run | man -l -",
            "  deltabook man --output ~/.local/share/man/man1"
        })
public final class ManCommand extends ConsoleCommand {
    @Spec private CommandSpec self;

    @Parameters(
            arity = "0..1",
            paramLabel = "COMMAND",
            description = "Whose page (default: that of deltabook).")
    private String name;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Folder for the pages of all commands, which is created if necessary.")
    private Path folder;

    public ManCommand(Console console) {
        super(console);
    }

    @Override
    protected int execute() throws CommandFailure, IOException {
        CommandSpec root = self.root();
        if (folder == null) {
            console.document(String.join("\n", ManPage.lines(named(root), Version.text())));
            return ExitCode.CLEAN;
        }
        if (name != null) {
            throw CommandFailure.usage(
                    List.of("COMMAND must not be given beside --output, but was " + name));
        }
        List<CommandSpec> commands = new ArrayList<>();
        commands.add(root);
        for (CommandLine each : root.subcommands().values()) {
            commands.add(each.getCommandSpec());
        }
        Files.createDirectories(folder);
        for (CommandSpec command : commands) {
            Files.write(
                    folder.resolve(ManPage.name(command) + ".1"),
                    ManPage.lines(command, Version.text()));
        }
        console.print("Wrote %d pages to [%s].".formatted(commands.size(), folder));
        return ExitCode.CLEAN;
    }

    private CommandSpec named(CommandSpec root) throws CommandFailure {
        if (name == null) {
            return root;
        }
        CommandLine command = root.subcommands().get(name);
        if (command == null) {
            throw CommandFailure.usage(
                    List.of(
                            "COMMAND must be one of %s, but was %s"
                                    .formatted(
                                            String.join(", ", root.subcommands().keySet()), name)));
        }
        return command.getCommandSpec();
    }
}
