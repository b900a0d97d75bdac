// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.contract.RejectReason;
import io.deltabook.job.cli.command.ConsoleCommand;
import io.deltabook.job.cli.command.OutputArgument;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.terminal.TextTable;
import io.deltabook.job.generate.FileCodec;
import io.deltabook.job.generate.amplify.AmplifySettings;
import io.deltabook.job.generate.amplify.CaptureAmplifier;
import io.deltabook.job.generate.amplify.CaptureAmplifier.Amplified;
import io.deltabook.job.generate.synthetic.GenerateSettings;
import io.deltabook.job.generate.synthetic.InterleavedMarket;
import io.deltabook.job.generate.synthetic.Planted;
import io.deltabook.job.generate.synthetic.Planted.Count;
import io.deltabook.job.generate.synthetic.SyntheticMarket;
import io.deltabook.job.generate.synthetic.VenueLane;
import io.deltabook.job.generate.synthetic.VenueShape;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code deltabook generate}: writes a synthetic market, or repeats a capture. */
@Command(
        name = "generate",
        footer = {
            "  deltabook generate --output sample --rows 1000000",
            "  deltabook generate --output large --amplify x.parquet --times 100 --symbols 4",
            "  deltabook generate --output okx --venue okx --messages 5000 --lose 2000"
        },
        description = {
            "Writes delta files of a synthetic market, with gaps, late snapshots, bad rows and"
                    + " repeated messages planted in them.",
            "OUTPUT must be a new or empty folder.",
            "What a run must find in them is written to expected.json beside the data.",
            "With --amplify, repeats a real capture instead, for large realistic data; with"
                    + " --venue, writes one lane as a venue's recorders do.",
        })
final class GenerateCommand extends ConsoleCommand {
    @Mixin private OutputArgument folder;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description =
                    "Delta rows over all symbols; with --amplify the minimum, in whole"
                            + " repetitions.")
    private Long rows;

    @Option(
            names = "--symbols",
            paramLabel = "N",
            description = "Number of symbols (default: 3, with --amplify 1).")
    private Integer symbols;

    @Option(
            names = "--amplify",
            paramLabel = "CAPTURE",
            description =
                    "Folder or file with the deltas of one symbol, snapshots marked. Each"
                            + " repetition starts with the first snapshot; its ids and times"
                            + " continue those of the one before, without a gap.")
    private Path capture;

    @Option(
            names = "--venue",
            paramLabel = "NAME",
            description =
                    "One lane in the shape of a venue's recordings, its ids and its snapshots:"
                            + " ${COMPLETION-CANDIDATES}. See docs/venues.md.",
            completionCandidates = VenueWords.class)
    private String venue;

    @Option(
            names = "--messages",
            paramLabel = "N",
            description = "Messages of a --venue lane (default: 10000).")
    private Long messages;

    @Option(
            names = "--lose",
            paramLabel = "N",
            description = "Message of a --venue lane to leave out, from 0 (default: none).")
    private Long lost;

    @Option(
            names = "--times",
            paramLabel = "K",
            description = "How often each symbol repeats the capture, instead of --rows.")
    private Long times;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed gives the same data (default: 1).")
    private Long seed;

    @Option(
            names = "--start",
            paramLabel = "TIME",
            description =
                    "Time of the first message, such as 2024-08-08T23:00:00Z (default: so that"
                            + " midnight is about in the middle).")
    private Instant start;

    @Option(
            names = "--messages-per-second",
            paramLabel = "N",
            description = "Messages per second of a symbol, such as 0.1 (default: 10).")
    private Double messagesPerSecond;

    @Option(names = "--clean", description = "Plant no faults.")
    private boolean clean;

    @Option(
            names = "--interleaved",
            description =
                    "All symbols take turns in the same files, in messages of one row, without"
                            + " faults: small input of many symbols, hours or files.")
    private boolean interleaved;

    @Option(
            names = "--row-group-rows",
            defaultValue = "100000",
            paramLabel = "N",
            description = "Rows of a row group (default: ${DEFAULT-VALUE}).")
    private int rowGroupRows;

    @Option(
            names = "--file-rows",
            defaultValue = "5000000",
            paramLabel = "N",
            description =
                    "Rows after which a day continues in another file (default: ${DEFAULT-VALUE}).")
    private long fileRows;

    @Option(
            names = "--codec",
            defaultValue = "snappy",
            paramLabel = "CODEC",
            description = "snappy, zstd, gzip or uncompressed (default: ${DEFAULT-VALUE}).")
    private FileCodec codec;

    private Path output;

    /** Values listed in the help. */
    static final class VenueWords implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return VenueShape.words().iterator();
        }
    }

    GenerateCommand(Console console) {
        super(console);
    }

    @Override
    protected int execute() throws CommandFailure {
        output = folder.onDisk();
        long begin = System.nanoTime();
        String facts;
        try {
            facts = venue != null ? imitate() : capture == null ? synthesize() : amplify();
        } catch (FileAlreadyExistsException e) {
            throw CommandFailure.badInput(e.getMessage() + ": choose another --output", e);
        } catch (IOException e) {
            throw CommandFailure.failed("[" + output + "] cannot be written: " + e, e);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        console.print("Written in %.1f s to %s; %s".formatted(seconds, output, facts));
        return ExitCode.CLEAN;
    }

    private String imitate() throws IOException, CommandFailure {
        boolean isOfOthers =
                capture != null
                        || rows != null
                        || symbols != null
                        || times != null
                        || start != null
                        || messagesPerSecond != null
                        || clean;
        if (isOfOthers) {
            throw CommandFailure.usage(
                    List.of(
                            "--venue must not be combined with options other than --messages, --lose, --seed, --output"
                                    + " and those for the form of the files"));
        }
        VenueShape shape = VenueShape.of(venue);
        if (shape == null) {
            throw CommandFailure.usage(
                    List.of(
                            "--venue must be one of %s, but was %s"
                                    .formatted(String.join(", ", VenueShape.words()), venue)));
        }
        long count = messages == null ? 10_000 : messages;
        if (count < 1 || lost != null && (lost < 0 || lost >= count)) {
            throw CommandFailure.usage(
                    List.of(
                            "--messages must be at least 1 and --lose one of them, counted from 0, but were %,d and %s"
                                    .formatted(count, lost)));
        }
        VenueLane lane =
                new VenueLane(
                        shape,
                        count,
                        lost == null ? VenueLane.NONE_LOST : lost,
                        seed == null ? 1 : seed);
        TextTable table = new TextTable("venue", "mode", "messages", "rows");
        table.row(
                shape.word(),
                shape.mode().word(),
                count,
                lane.write(output, rowGroupRows, fileRows, codec));
        table.lines().forEach(console::print);
        return "what a run reports for one lost message: " + shape.loss();
    }

    private String synthesize() throws IOException, CommandFailure {
        requireNoneOfVenue();
        if (rows == null) {
            throw CommandFailure.usage("Missing required option: '--rows=N'");
        }
        if (times != null) {
            throw CommandFailure.usage("--times requires --amplify, but it is missing");
        }
        GenerateSettings settings =
                new GenerateSettings(
                        output,
                        rows,
                        orElse(symbols, 3),
                        seed == null ? 1 : seed,
                        start,
                        messagesPerSecond == null ? 10 : messagesPerSecond,
                        rowGroupRows,
                        fileRows,
                        codec,
                        clean,
                        interleaved);
        requireNone(settings.faults());
        if (interleaved) {
            if (seed != null) {
                console.warn("--seed has no effect with --interleaved, which draws no numbers");
            }
            return "files: " + new InterleavedMarket(settings).write();
        }
        print(new SyntheticMarket(settings).write());
        return "what a run must find: " + output.resolve(SyntheticMarket.EXPECTED);
    }

    private void requireNoneOfVenue() throws CommandFailure {
        if (messages != null || lost != null) {
            throw CommandFailure.usage(
                    List.of("--messages and --lose require --venue, but it is missing"));
        }
    }

    private String amplify() throws IOException, CommandFailure {
        requireNoneOfVenue();
        if (seed != null || start != null || messagesPerSecond != null || clean || interleaved) {
            throw CommandFailure.usage(
                    List.of(
                            "--seed, --start, --messages-per-second, --clean and --interleaved"
                                    + " apply to the synthetic market and must not be combined with"
                                    + " --amplify"));
        }
        AmplifySettings settings =
                new AmplifySettings(
                        capture,
                        output,
                        times == null ? 0 : times,
                        rows == null ? 0 : rows,
                        orElse(symbols, 1),
                        rowGroupRows,
                        fileRows,
                        codec);
        requireNone(settings.faults());
        Amplified amplified = new CaptureAmplifier(settings).write();
        TextTable table = new TextTable("symbols", "repetitions", "rows each", "rows", "files");
        table.row(
                amplified.lanes().size(),
                amplified.times(),
                amplified.rowsOfRepetition(),
                amplified.rows(),
                amplified.files());
        table.lines().forEach(console::print);
        return "how: " + output.resolve(CaptureAmplifier.FACTS);
    }

    private static int orElse(Integer given, int otherwise) {
        return given == null ? otherwise : given;
    }

    private static void requireNone(List<String> faults) throws CommandFailure {
        if (!faults.isEmpty()) {
            throw CommandFailure.usage(faults);
        }
    }

    private void print(Map<String, Planted> lanes) {
        TextTable table =
                new TextTable(
                        "symbol",
                        "rows",
                        "files",
                        "gaps",
                        "largest",
                        "late",
                        "stale",
                        "duplicates",
                        "snapshots",
                        "refused",
                        "bad rows");
        lanes.forEach((symbol, planted) -> table.row(cells(symbol, planted)));
        Planted total = SyntheticMarket.total(lanes);
        table.row(cells("all", total));
        table.lines().forEach(console::print);
        if (clean) {
            return;
        }
        long reasons =
                Arrays.stream(RejectReason.values())
                        .filter(reason -> total.rejected(reason) > 0)
                        .count();
        console.print("The bad rows cover %d different reasons.".formatted(reasons));
    }

    private static Object[] cells(String symbol, Planted planted) {
        return new Object[] {
            symbol,
            planted.count(Count.ROWS_IN),
            planted.count(Count.FILES),
            planted.count(Count.GAPS),
            planted.largestGap(),
            planted.count(Count.LATE),
            planted.count(Count.STALE),
            planted.count(Count.DUPLICATES),
            planted.count(Count.SNAPSHOTS_TAKEN),
            planted.count(Count.SNAPSHOTS_REFUSED),
            planted.count(Count.REJECTED_ROWS)
        };
    }
}
