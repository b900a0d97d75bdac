// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.export;

import io.deltabook.contract.LaneId;
import io.deltabook.job.cli.command.ConsoleCommand;
import io.deltabook.job.cli.command.DirectoryArgument;
import io.deltabook.job.cli.command.JsonArgument;
import io.deltabook.job.cli.command.ReadOutputArgument;
import io.deltabook.job.cli.command.SymbolsArgument;
import io.deltabook.job.cli.command.ThreadsArgument;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.export.ExportFormat;
import io.deltabook.job.export.OutputExport;
import io.deltabook.job.export.lane.ExportCounts;
import io.deltabook.job.export.lane.UntrustedRows;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code deltabook export}: an output in the files of other programs. */
@Command(
        name = "export",
        description = {
            "Writes the book changes and trades of an output as files of another program:"
                    + " hftbacktest's event arrays (npz), NautilusTrader's Parquet catalog, Tardis'"
                    + " CSV, or Crypto Lake's Parquet. One file a symbol and day, each beginning"
                    + " with the whole book.",
            "Only what is trusted is written: where the book is lost, readers are told so, and get"
                    + " the whole book again from the next snapshot on.",
            "docs/exporting.md says what each format can and cannot hold."
        },
        footer = {
            "  deltabook export out --to tardis -o csv",
            "  deltabook export out --to hftbacktest --symbols BTCUSDT,ETHUSDT -o npz",
            "  deltabook export out --to nautilus -o catalog"
        })
public final class ExportCommand extends ConsoleCommand {
    @Mixin private ReadOutputArgument output;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FORMAT",
            description = "One of ${COMPLETION-CANDIDATES}.")
    private ExportFormat format;

    @Mixin private DirectoryArgument target;

    @Mixin private SymbolsArgument symbols;

    @Option(
            names = "--keep-suspect",
            description =
                    "Also write the rows of state SUSPECT, as if their book were right. Needed for"
                            + " an output that never had a snapshot.")
    private boolean keepsSuspect;

    @Mixin private ThreadsArgument threads;
    @Mixin private JsonArgument json;

    public ExportCommand(Console console) {
        super(console);
    }

    @Override
    protected int execute() throws CommandFailure, InvalidConfigException, IOException {
        long start = System.nanoTime();
        OutputExport export =
                OutputExport.open(
                        output.required(),
                        target.get(),
                        format,
                        keepsSuspect ? UntrustedRows.KEEP : UntrustedRows.LEAVE_OUT,
                        symbols.get());
        Map<LaneId, ExportCounts> counts = export.run(threads.count());
        ExportReport report = new ExportReport(export, counts);
        double seconds = (System.nanoTime() - start) / 1e9;
        answer(json.isGiven(), report::json, () -> report.lines(seconds));
        return ExitCode.CLEAN;
    }
}
