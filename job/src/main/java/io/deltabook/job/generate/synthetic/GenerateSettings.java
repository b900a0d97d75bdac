// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.generate.synthetic;

import io.deltabook.job.generate.FileCodec;
import io.deltabook.job.generate.LaneFiles;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What to generate.
 *
 * @param output output folder, new or empty
 * @param rows delta rows over all symbols
 * @param symbols number of symbols
 * @param seed the same seed gives the same data
 * @param start time of the first message, null to put midnight in the middle
 * @param messagesPerSecond messages of a symbol per second of event time
 * @param rowGroupRows rows per row group
 * @param fileRows rows after which a day continues in another file
 * @param codec compression of the files
 * @param clean whether to plant no faults
 * @param interleaved whether the symbols alternate in the same files, in messages of one row
 */
public record GenerateSettings(
        Path output,
        long rows,
        int symbols,
        long seed,
        Instant start,
        double messagesPerSecond,
        int rowGroupRows,
        long fileRows,
        FileCodec codec,
        boolean clean,
        boolean interleaved) {
    /** Minimum number of rows of a symbol: room for its first snapshot and some messages. */
    public static final long MIN_ROWS = 5_000;

    private static final int MAX_SYMBOLS = 1_000;
    private static final int MAX_INTERLEAVED = 100_000;
    private static final int MAX_ROW_GROUP_ROWS = 10_000_000;
    private static final double MIN_MESSAGES = 0.0001;
    private static final double MAX_MESSAGES = 1_000_000;
    private static final double NANOS = 1e9;

    LaneFiles.Form form() {
        return new LaneFiles.Form(rowGroupRows, fileRows, codec);
    }

    /** Nanoseconds of event time between two messages of a symbol. */
    long interval() {
        return Math.round(NANOS / messagesPerSecond);
    }

    /** Faults in the settings, one sentence each. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        requireForm(
                faults,
                symbols,
                interleaved ? MAX_INTERLEAVED : MAX_SYMBOLS,
                rowGroupRows,
                fileRows);
        if (!(messagesPerSecond >= MIN_MESSAGES && messagesPerSecond <= MAX_MESSAGES)) {
            faults.add(
                    "--messages-per-second must be 0.0001..1000000, but was " + messagesPerSecond);
        }
        if (faults.isEmpty()) {
            long min = interleaved ? symbols : MIN_ROWS * symbols;
            require(faults, "--rows", rows, min, Long.MAX_VALUE / 2);
        }
        return faults;
    }

    public static void requireForm(
            List<String> faults, int symbols, int rowGroupRows, long fileRows) {
        requireForm(faults, symbols, MAX_SYMBOLS, rowGroupRows, fileRows);
    }

    private static void requireForm(
            List<String> faults, int symbols, int maxSymbols, int rowGroupRows, long fileRows) {
        require(faults, "--symbols", symbols, 1, maxSymbols);
        require(faults, "--row-group-rows", rowGroupRows, 1, MAX_ROW_GROUP_ROWS);
        require(faults, "--file-rows", fileRows, 1, Long.MAX_VALUE);
    }

    public static void require(List<String> faults, String option, long value, long min, long max) {
        if (value < min || value > max) {
            String range = max > Integer.MAX_VALUE ? "at least " + min : min + ".." + max;
            faults.add(option + " must be " + range + ", but was " + value);
        }
    }
}
