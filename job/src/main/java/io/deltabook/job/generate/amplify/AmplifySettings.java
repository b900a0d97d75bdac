// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.generate.amplify;

import io.deltabook.job.generate.FileCodec;
import io.deltabook.job.generate.LaneFiles;
import io.deltabook.job.generate.synthetic.GenerateSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How to amplify a capture.
 *
 * @param capture folder or file with the delta files of one symbol
 * @param output output folder, new or empty
 * @param times how often each symbol repeats the capture; 0 if {@code rows} decides
 * @param rows minimum number of rows over all symbols, in whole repetitions; 0 if {@code times}
 *     decides
 * @param symbols number of symbols
 * @param rowGroupRows rows per row group
 * @param fileRows rows after which a day continues in another file
 * @param codec compression of the files
 */
public record AmplifySettings(
        Path capture,
        Path output,
        long times,
        long rows,
        int symbols,
        int rowGroupRows,
        long fileRows,
        FileCodec codec) {
    private static final long MAX_TIMES = 1_000_000;

    /** Faults in the settings, one sentence each. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        if ((times != 0) == (rows != 0)) {
            faults.add("--amplify requires one of --times and --rows");
        } else if (times != 0) {
            GenerateSettings.require(faults, "--times", times, 1, MAX_TIMES);
        } else {
            GenerateSettings.require(faults, "--rows", rows, 1, Long.MAX_VALUE / 2);
        }
        GenerateSettings.requireForm(faults, symbols, rowGroupRows, fileRows);
        return faults;
    }

    /** Number of repetitions of a symbol. */
    long timesOf(long rowsOfRepetition) {
        long all = rowsOfRepetition * symbols;
        return times != 0 ? times : Math.max(1, (rows + all - 1) / all);
    }

    LaneFiles.Form form() {
        return new LaneFiles.Form(rowGroupRows, fileRows, codec);
    }
}
