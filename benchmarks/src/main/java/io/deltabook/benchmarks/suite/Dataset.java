// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.suite;

import java.nio.file.Path;

/**
 * Generated delta files.
 *
 * @param folder their folder
 * @param rows rows over all symbols
 * @param symbols number of symbols
 * @param bytes size of the files
 * @param rowsPerHour rows of a symbol per hour of event time
 */
record Dataset(Path folder, long rows, int symbols, long bytes, double rowsPerHour) {}
