// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.suite;

import java.nio.file.Path;

/**
 * Where a contender reads and writes.
 *
 * @param data the input
 * @param output new folder, or file, for the result
 * @param state folder for checkpoints and working files
 * @param figures file for its own measurements
 * @param log file for its console output
 */
record Place(Dataset data, Path output, Path state, Path figures, Path log) {
    /** The place of a run in a folder of its own. */
    static Place in(Path run, Dataset data) {
        return new Place(
                data,
                run.resolve("output"),
                run.resolve("state"),
                run.resolve("figures"),
                run.resolve("log"));
    }
}
