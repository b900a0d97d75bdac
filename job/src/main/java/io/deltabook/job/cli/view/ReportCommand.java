// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.view;

import io.deltabook.contract.BadInputException;
import io.deltabook.job.cli.command.ConsoleCommand;
import io.deltabook.job.cli.command.JsonArgument;
import io.deltabook.job.cli.command.ReadOutputArgument;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.Counted;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.terminal.JsonText;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.storage.AtomicFile;
import io.deltabook.job.view.OutputView;
import io.deltabook.job.view.report.OutputFacts;
import io.deltabook.job.view.report.ReportPage;
import io.deltabook.job.view.web.AnswerJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code deltabook report}: what an output is, as one file to hand on. */
@Command(
        name = "report",
        description = {
            "Writes what an output is into one HTML file: which hours there are and can be trusted,"
                    + " and for each symbol best bid and ask, spread, gaps and resyncs with their"
                    + " drift, rejected rows, counters and verdict.",
            "The file contains all that it shows and loads nothing, so it can be mailed or"
                    + " archived. The run may still be going on: what is committed is seen."
        },
        footer = {
            "  deltabook report /data/events -o events.html",
            "  deltabook report /data/events --json"
        })
public final class ReportCommand extends ConsoleCommand {
    @Mixin private ReadOutputArgument output;

    @Option(
            names = {"-o", "--file"},
            paramLabel = "FILE",
            description = "The file; must be absent, and not within OUTPUT.")
    private Path file;

    @Mixin private JsonArgument json;

    public ReportCommand(Console console) {
        super(console);
    }

    @Override
    protected int execute() throws CommandFailure, InvalidConfigException, IOException {
        Path folder = output.required();
        if (file == null && !json.isGiven()) {
            throw CommandFailure.usage("-o FILE or --json must be given, but neither is");
        }
        requireFree(folder);
        OutputFacts facts = OutputFacts.of(OutputView.of(folder), Instant.now());
        if (file != null) {
            byte[] page = ReportPage.of(facts);
            AtomicFile.write(file, out -> out.write(page));
            if (!json.isGiven()) {
                console.print(
                        "The report on %s is in [%s], %d kB"
                                .formatted(
                                        Counted.of(facts.lanes().size(), "lane"),
                                        file,
                                        (page.length + 999) / 1_000));
            }
        }
        if (json.isGiven()) {
            console.document(JsonText.of(AnswerJson.tree(facts)));
        }
        return ExitCode.CLEAN;
    }

    private void requireFree(Path folder) {
        if (file == null) {
            return;
        }
        Path target = file.toAbsolutePath().normalize();
        if (Files.exists(target)) {
            throw new BadInputException(
                    "[%s] must not exist, but does; delete it or name another -o".formatted(file));
        }
        if (!Files.isDirectory(target.getParent())) {
            throw new BadInputException(
                    "[%s] must be a folder, but is none; make it or name another -o"
                            .formatted(target.getParent()));
        }
        if (target.startsWith(folder.toAbsolutePath().normalize())) {
            throw new BadInputException(
                    "[%s] must not lie within the output [%s], but does; name another -o"
                            .formatted(file, folder));
        }
    }
}
