// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.InputTable;
import io.deltabook.job.cli.answer.ImportReport;
import io.deltabook.job.cli.command.ConfigArguments;
import io.deltabook.job.cli.command.ConsoleCommand;
import io.deltabook.job.cli.command.JsonArgument;
import io.deltabook.job.cli.command.ThreadsArgument;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.terminal.Progress;
import io.deltabook.job.cli.terminal.RootCause;
import io.deltabook.job.config.ConfigLayers;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.config.SourceConf;
import io.deltabook.job.config.SourceOptions;
import io.deltabook.job.importing.ImportFormat;
import io.deltabook.job.importing.ImportResult;
import io.deltabook.job.importing.ImportSettings;
import io.deltabook.job.importing.Importer;
import io.deltabook.job.output.OutputInUseException;
import io.deltabook.job.output.OutputTakenException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code deltabook import}: converts CSV files to Parquet files for a run. */
@Command(
        name = "import",
        footer = {
            "  deltabook import downloads/*.csv.gz --output /data/deltas",
            "  deltabook import x.csv --output deltas --set source.columns.price=px"
        },
        description = {
            "Converts CSV files, plain or gzipped, to Parquet files that a run reads: deltas,"
                    + " trades and book snapshots as Tardis offers them for download, or others by"
                    + " the names of their columns.",
            "Every line becomes a row or, if it cannot be read, a reject. Numbers stay exact.",
            "What columns mean in other files is set by source.columns.ROLE=COLUMN (the column's name"
                    + " or, without a header, its number from 1), source.time-unit and"
                    + " source.side-values.",
            "May be interrupted and repeated at any time: finished files are skipped. See"
                    + " docs/importing.md."
        })
final class ImportCommand extends ConsoleCommand {
    private static final long MEGABYTE = 1_000_000;

    /** The run options that apply to an import. */
    private static final List<String> KEYS =
            List.of(
                    SourceOptions.COLUMNS.key(),
                    SourceOptions.SIDE_VALUES.key(),
                    SourceOptions.TIME_UNIT.key());

    @Parameters(
            paramLabel = "INPUT",
            arity = "1..*",
            description = "Files, or folders with files named *.csv or *.csv.gz.")
    private List<Path> inputs;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "DIR",
            description = "Folder of the Parquet files: new, empty or of an earlier import.")
    private Path output;

    @Option(
            names = "--format",
            defaultValue = "auto",
            paramLabel = "auto|tardis|csv",
            description = "Kind of the files (default: ${DEFAULT-VALUE}, by the header).")
    private ImportFormat format;

    @Option(
            names = "--table",
            paramLabel = "deltas|trades|book",
            description = "What the rows are (default: by name or header).")
    private InputTable table;

    @Option(
            names = "--exchange",
            defaultValue = "UNKNOWN",
            paramLabel = "NAME",
            description = "Exchange of rows that name none (default: ${DEFAULT-VALUE}).")
    private String exchange;

    @Option(names = "--symbol", paramLabel = "NAME", description = "Symbol of rows that name none.")
    private String symbol;

    @Mixin private ConfigArguments config;
    @Mixin private ThreadsArgument threads;
    @Mixin private JsonArgument json;

    @Option(
            names = "--max-reject-ratio",
            defaultValue = "0.01",
            paramLabel = "R",
            description =
                    "Exit with 4 if more than this fraction of a file's lines cannot be read"
                            + " (default: ${DEFAULT-VALUE}).")
    private double maxRejectRatio;

    ImportCommand(Console console) {
        super(console);
    }

    @Override
    protected int execute() throws CommandFailure, InvalidConfigException {
        ImportSettings settings = settings();
        long start = System.nanoTime();
        try {
            ImportResult result = run(settings);
            ImportReport report = new ImportReport(result, maxRejectRatio);
            double seconds = (System.nanoTime() - start) / 1e9;
            answer(json.isGiven(), report::json, () -> report.lines(seconds));
            return conclude(report);
        } catch (BadInputException | OutputInUseException | OutputTakenException e) {
            throw CommandFailure.badInput(e.getMessage(), e);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    List.of(RootCause.of(e), "Repeat the command to continue."),
                    e);
        }
    }

    private static int conclude(ImportReport report) throws CommandFailure {
        if (!report.bad().isEmpty()) {
            throw new CommandFailure(ExitCode.BAD_INPUT, report.bad(), null);
        }
        if (!report.beyond().isEmpty()) {
            throw new CommandFailure(ExitCode.TOO_MANY_GAPS, report.beyond(), null);
        }
        return ExitCode.CLEAN;
    }

    private ImportSettings settings() throws CommandFailure, InvalidConfigException {
        List<String> faults = new ArrayList<>();
        if (!(maxRejectRatio >= 0 && maxRejectRatio <= 1)) {
            faults.add("--max-reject-ratio must be from 0 to 1, but was " + maxRejectRatio);
        }
        for (String key : config.set().keySet()) {
            if (KEYS.stream()
                    .noneMatch(known -> key.equals(known) || key.startsWith(known + "."))) {
                faults.add("--set must be of %s, but was %s".formatted(KEYS, key));
            }
        }
        if (!faults.isEmpty()) {
            throw CommandFailure.usage(faults);
        }
        return new ImportSettings(
                inputs,
                output.toAbsolutePath().normalize(),
                format,
                table,
                exchange,
                symbol,
                columns().format(InputTable.DELTAS),
                threads.count(),
                ImportSettings.GROUP_VALUES);
    }

    private SourceConf columns() throws InvalidConfigException {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put(SourceOptions.INPUT.key(), inputs.stream().map(Path::toString).toList());
        named.put(SourceOptions.EXCHANGE.key(), exchange);
        InputArguments.put(named, SourceOptions.SYMBOL, symbol);
        ConfigLayers layers = config.addTo(new ConfigLayers());
        return SourceConf.of(layers.add(named, "command line").configuration());
    }

    private ImportResult run(ImportSettings settings) throws IOException {
        try (MegabytesRead read = new MegabytesRead()) {
            return new Importer(settings, read).run();
        }
    }

    /** Shows how much of the inputs has been read, once their size is known. */
    private final class MegabytesRead implements BiConsumer<Long, Long>, AutoCloseable {
        private Progress progress;

        @Override
        public void accept(Long read, Long total) {
            if (progress == null) {
                long planned = total / MEGABYTE;
                progress = Progress.of(console, !json.isGiven(), log()::info, "MB", 0, planned);
            }
            progress.done(read / MEGABYTE);
        }

        @Override
        public void close() {
            if (progress != null) {
                progress.close();
            }
        }
    }
}
