// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.fidelity;

import io.deltabook.job.cli.ask.InstantText;
import io.deltabook.job.cli.ask.LengthText;
import io.deltabook.job.cli.command.ConsoleCommand;
import io.deltabook.job.cli.command.JsonArgument;
import io.deltabook.job.cli.command.OptionValue;
import io.deltabook.job.cli.command.PlaceConverter;
import io.deltabook.job.cli.command.ReadOutputArgument;
import io.deltabook.job.cli.command.SymbolsArgument;
import io.deltabook.job.cli.command.ThreadsArgument;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.terminal.Tone;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.config.NearestWord;
import io.deltabook.job.fidelity.FidelityCheck;
import io.deltabook.job.fidelity.FidelityResult;
import io.deltabook.job.fidelity.FidelitySettings;
import io.deltabook.job.fidelity.Thresholds;
import io.deltabook.job.fidelity.reference.RowFiles;
import io.deltabook.job.storage.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code deltabook fidelity}: how far an output agrees with a reference. */
@Command(
        name = "fidelity",
        description = {
            "Compares the books of an output with those of a reference: best bid and ask, depth by"
                    + " level, spreads, times between messages, returns, order flow, drift over"
                    + " time. The reference is another output, such as that of another recorder, or"
                    + " book snapshots or quotes of a vendor.",
            "Exit code 0 if every figure keeps its threshold, 1 if one does not."
                    + " docs/fidelity.md defines the figures."
        },
        footer = {
            "  deltabook fidelity out --against other-out",
            "  deltabook fidelity out --against other-out --thresholds strict.yaml --json",
            "  deltabook fidelity out --against book_snapshot_25.csv.gz --within 1us",
            "  deltabook fidelity --print-thresholds"
        })
public final class FidelityCommand extends ConsoleCommand {
    private static final int MAX_DEPTH = 1_000;

    /** Epoch ns from which instants are after every time that data can have: the year 2100. */
    private static final long NEVER = 4_102_444_800_000_000_000L;

    @Spec private CommandSpec spec;
    @Mixin private ReadOutputArgument output;

    @Option(
            names = "--against",
            paramLabel = "REFERENCE",
            converter = PlaceConverter.class,
            description =
                    "What to compare with: another output folder, or files of book snapshots or"
                            + " quotes, Parquet or CSV.")
    private Path against;

    @Mixin private SymbolsArgument symbols;

    @Option(
            names = "--depth",
            paramLabel = "N",
            defaultValue = "20",
            description = "Levels per side (default: ${DEFAULT-VALUE}).")
    private int depth;

    @Option(
            names = "--every",
            paramLabel = "STEP",
            defaultValue = "1s",
            description =
                    "Step between the instants at which two outputs are compared, and of returns"
                            + " (default: ${DEFAULT-VALUE}).")
    private String every;

    @Option(
            names = "--within",
            paramLabel = "T",
            defaultValue = "0",
            description =
                    "At each instant take the most similar of our books from T before to T after"
                            + " (default: the one of that instant).")
    private String within;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "First instant, as in book-at (default: the first common one).")
    private String from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            description = "Instant after the last (default: after the last common one).")
    private String to;

    @Option(
            names = "--keep-suspect",
            description = "Also compare books of state SUSPECT, not only those that are LIVE.")
    private boolean keepsSuspect;

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "ROLE=COLUMN",
            description =
                    "Columns of a vendor's files that are not named as usual: event_time,"
                            + " arrival_time, exchange, symbol, bid_price, bid_quantity,"
                            + " ask_price, ask_quantity.")
    private Map<String, String> columns = Map.of();

    @Option(
            names = "--thresholds",
            paramLabel = "FILE",
            description = "YAML file with other thresholds; what it does not name is unchanged.")
    private Path thresholds;

    @Option(
            names = "--print-thresholds",
            description = "Print the thresholds as YAML and do nothing else.")
    private boolean printsThresholds;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also write the answer as one page that loads nothing.")
    private Path html;

    @Mixin private ThreadsArgument threads;
    @Mixin private JsonArgument json;

    public FidelityCommand(Console console) {
        super(console);
    }

    @Override
    protected int execute() throws CommandFailure, InvalidConfigException, IOException {
        Thresholds bounds =
                thresholds == null ? Thresholds.defaults() : Thresholds.read(thresholds);
        if (printsThresholds) {
            bounds.yaml().forEach(console::print);
            return ExitCode.CLEAN;
        }
        Path checked = output.required();
        if (against == null) {
            throw new ParameterException(
                    spec.commandLine(), "Missing required option: '--against=REFERENCE'");
        }
        output.reach(List.of(checked, against));
        long start = System.nanoTime();
        FidelityCheck check = FidelityCheck.open(checked, against, settings());
        FidelityResult result = new FidelityResult(check, check.run(threads.count()), bounds);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (html != null) {
            byte[] page = new FidelityPage(result).html().getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(html, out -> out.write(page));
        }
        if (json.isGiven()) {
            answer(true, new FidelityJson(result)::document, null);
        } else {
            FidelityText text = new FidelityText(result);
            text.lines().forEach(console::print);
            console.print(result.isPassed() ? Tone.GOOD : Tone.BAD, text.conclusion(seconds));
        }
        return result.isPassed() ? ExitCode.CLEAN : ExitCode.FAILED;
    }

    private FidelitySettings settings() throws CommandFailure {
        OptionValue.requireWithin("--depth", depth, MAX_DEPTH);
        long step = OptionValue.parsed("--every", every, LengthText::nanos);
        if (step == 0) {
            throw CommandFailure.usage("--every must be longer than 0, but was " + every);
        }
        long first =
                from == null
                        ? Long.MIN_VALUE / 2
                        : OptionValue.parsed("--from", from, InstantText::nanos);
        long end = to == null ? NEVER : OptionValue.parsed("--to", to, InstantText::nanos);
        if (end <= first) {
            throw CommandFailure.usage(
                    "--to must be after --from, but is %s, not after %s".formatted(to, from));
        }
        return new FidelitySettings(
                symbols.get(),
                depth,
                step,
                OptionValue.parsed("--within", within, LengthText::nanos),
                first,
                end,
                keepsSuspect,
                columns());
    }

    private Map<String, String> columns() throws CommandFailure {
        List<String> roles = RowFiles.roles();
        for (String role : columns.keySet()) {
            if (!roles.contains(role)) {
                String nearest = NearestWord.of(role, roles);
                throw CommandFailure.usage(
                        "--columns must name one of %s, but was %s%s"
                                .formatted(
                                        String.join(", ", roles),
                                        role,
                                        nearest == null
                                                ? ""
                                                : ": did you mean '" + nearest + "'?"));
            }
        }
        return columns;
    }
}
