// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing;

import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The result of an import.
 *
 * @param files all inputs now in the output, ordered by path
 * @param earlier how many of them had been imported earlier
 * @param bad why inputs could not be imported, one message each, ordered by path
 */
public record ImportResult(List<ImportedFile> files, int earlier, List<String> bad) {
    public ImportResult {
        files = List.copyOf(files);
        bad = List.copyOf(bad);
    }

    /** The sum of rows, lines or another number over all files. */
    public long sum(ToLongFunction<ImportedFile> number) {
        return files.stream().mapToLong(number).sum();
    }

    /** Display name of a file. */
    public static String name(ImportedFile file) {
        return Path.of(file.source()).getFileName().toString();
    }
}
