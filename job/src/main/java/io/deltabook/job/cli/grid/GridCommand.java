// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.grid;

import io.deltabook.contract.LaneId;
import io.deltabook.job.cli.ask.InstantText;
import io.deltabook.job.cli.command.ConsoleCommand;
import io.deltabook.job.cli.command.DirectoryArgument;
import io.deltabook.job.cli.command.JsonArgument;
import io.deltabook.job.cli.command.OptionValue;
import io.deltabook.job.cli.command.ReadOutputArgument;
import io.deltabook.job.cli.command.SymbolsArgument;
import io.deltabook.job.cli.command.ThreadsArgument;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.grid.GridCounts;
import io.deltabook.job.grid.GridSettings;
import io.deltabook.job.grid.OutputGrid;
import io.deltabook.job.grid.file.GridFormat;
import io.deltabook.job.grid.file.GridValues;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code deltabook grid}: books and trades as a table on a time grid. */
@Command(
        name = "grid",
        description = {
            "Writes the books and trades of an output as a table for models: a row a bucket of"
                    + " time, or a row a message, with the best levels, mid, microprice, spread,"
                    + " imbalance, order flow imbalance, depth by band, the trades of the bucket,"
                    + " the age of each value, and what of the book is certified.",
            "A row knows only what came before the end of its bucket. docs/grid.md defines each"
                    + " column."
        },
        footer = {
            "  deltabook grid out --every 1s -o grid",
            "  deltabook grid out --every 100ms --depth 5 --symbols BTC-USDT -o levels",
            "  deltabook grid out --every message --values decimal -o messages"
        })
public final class GridCommand extends ConsoleCommand {
    private static final int MAX_DEPTH = 500;
    private static final int MAX_BAND = 5_000;

    @Mixin private ReadOutputArgument output;

    @Option(
            names = "--every",
            required = true,
            paramLabel = "TIME",
            description =
                    "Length of a bucket, which divides a day, such as 100ms, 1s, 5min or 1h; or"
                            + " 'message' for a row a message.")
    private String every;

    @Mixin private DirectoryArgument target;

    @Option(
            names = "--depth",
            paramLabel = "N",
            defaultValue = "10",
            description = "Levels per side (default: ${DEFAULT-VALUE}).")
    private int depth;

    @Option(
            names = "--bands",
            split = ",",
            paramLabel = "BP",
            defaultValue = "5,10",
            description =
                    "Distances from the mid, in basis points, up to which quantities are summed"
                            + " (default: ${DEFAULT-VALUE}).")
    private List<Integer> bands;

    @Option(
            names = "--values",
            paramLabel = "TYPE",
            defaultValue = "double",
            description =
                    "Prices and quantities as one of ${COMPLETION-CANDIDATES} (default:"
                            + " ${DEFAULT-VALUE}).")
    private GridValues values;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "parquet",
            description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private GridFormat format;

    @Mixin private SymbolsArgument symbols;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description =
                    "Only buckets from this time on: ISO 8601, UTC unless it has an offset, or"
                            + " epoch nanoseconds.")
    private String from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            description = "Only buckets that end by this time.")
    private String to;

    @Mixin private ThreadsArgument threads;
    @Mixin private JsonArgument json;

    public GridCommand(Console console) {
        super(console);
    }

    @Override
    protected int execute() throws CommandFailure, InvalidConfigException, IOException {
        long start = System.nanoTime();
        GridSettings settings = settings();
        OutputGrid grid = OutputGrid.open(output.required(), target.get(), settings, symbols.get());
        Map<LaneId, GridCounts> counts = grid.run(threads.count());
        GridReport report = new GridReport(grid, counts, every);
        double seconds = (System.nanoTime() - start) / 1e9;
        answer(json.isGiven(), report::json, () -> report.lines(seconds));
        return ExitCode.CLEAN;
    }

    private GridSettings settings() throws CommandFailure, InvalidConfigException {
        output.required();
        OptionValue.requireWithin("--depth", depth, MAX_DEPTH);
        for (int band : bands) {
            OptionValue.requireWithin("--bands", band, MAX_BAND);
        }
        long length = OptionValue.parsed("--every", every, EveryText::nanos);
        long begin =
                from == null
                        ? Long.MIN_VALUE
                        : OptionValue.parsed("--from", from, InstantText::nanos);
        long end = to == null ? Long.MAX_VALUE : OptionValue.parsed("--to", to, InstantText::nanos);
        if (begin >= end) {
            throw CommandFailure.usage(
                    "--from must be before --to, but was %s and %s".formatted(from, to));
        }
        List<Integer> distinct = List.copyOf(new TreeSet<>(bands));
        return new GridSettings(length, depth, distinct, values, format, begin, end);
    }
}
