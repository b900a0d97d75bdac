// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.suite;

import java.nio.file.Path;

/**
 * Where a contender reads and writes.
 *
 * @param data what it reads
 * @param output new folder, or file, of what it makes
 * @param state folder of checkpoints and working files
 * @param figures file of its own figures
 * @param log what it prints
 */
record Place(Dataset data, Path output, Path state, Path figures, Path log) {}
