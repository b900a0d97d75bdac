// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.contract.RejectReason;
import io.deltabook.job.generate.FileCodec;
import io.deltabook.job.generate.GenerateSettings;
import io.deltabook.job.generate.Planted;
import io.deltabook.job.generate.Planted.Count;
import io.deltabook.job.generate.SyntheticMarket;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code deltabook generate}: writes a synthetic market. */
@Command(
        name = "generate",
        description = {
            "Writes delta files of a synthetic market, with gaps, late snapshots, bad rows and"
                    + " repeated messages planted in them.",
            "What a run must find in them is written to expected.json beside the data."
        })
final class GenerateCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "DIR",
            description = "Folder of the data, new or empty.")
    private Path output;

    @Option(
            names = "--rows",
            required = true,
            paramLabel = "N",
            description = "Delta rows over all symbols.")
    private long rows;

    @Option(
            names = "--symbols",
            defaultValue = "3",
            paramLabel = "N",
            description = "Number of symbols (default: ${DEFAULT-VALUE}).")
    private int symbols;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "The same seed gives the same data (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--start",
            paramLabel = "TIME",
            description =
                    "Time of the first message, such as 2024-08-08T23:00:00Z (default: so that"
                            + " midnight is about in the middle).")
    private Instant start;

    @Option(
            names = "--messages-per-second",
            defaultValue = "10",
            paramLabel = "N",
            description = "Messages of a symbol in a second (default: ${DEFAULT-VALUE}).")
    private int messagesPerSecond;

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
                    "Rows after which a day goes on in another file (default: ${DEFAULT-VALUE}).")
    private long fileRows;

    @Option(
            names = "--codec",
            defaultValue = "snappy",
            paramLabel = "CODEC",
            description = "snappy, zstd, gzip or uncompressed (default: ${DEFAULT-VALUE}).")
    private FileCodec codec;

    GenerateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandFailure {
        GenerateSettings settings =
                new GenerateSettings(
                        output,
                        rows,
                        symbols,
                        seed,
                        start,
                        messagesPerSecond,
                        rowGroupRows,
                        fileRows,
                        codec);
        List<String> faults = settings.faults();
        if (!faults.isEmpty()) {
            throw CommandFailure.usage(faults);
        }
        long begin = System.nanoTime();
        try {
            print(new SyntheticMarket(settings).write());
        } catch (FileAlreadyExistsException e) {
            throw CommandFailure.badInput(e.getMessage() + ": choose another --output", e);
        } catch (IOException e) {
            throw CommandFailure.failed("[" + output + "] cannot be written: " + e, e);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        console.print(
                "Written in %.1f s to %s; what a run must find: %s"
                        .formatted(seconds, output, output.resolve(SyntheticMarket.EXPECTED)));
        return ExitCode.CLEAN;
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
        long reasons =
                Arrays.stream(RejectReason.values())
                        .filter(reason -> total.rejected(reason) > 0)
                        .count();
        console.print("Bad rows have %d different reasons.".formatted(reasons));
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
