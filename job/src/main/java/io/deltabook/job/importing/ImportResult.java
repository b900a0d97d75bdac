// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing;

import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What an import has done.
 *
 * @param files all inputs that are in the output now, in the order of their paths
 * @param earlier how many of them an earlier import had finished
 * @param bad why inputs could not be imported, a message each, in the order of their paths
 */
public record ImportResult(List<ImportedFile> files, int earlier, List<String> bad) {
    public ImportResult {
        files = List.copyOf(files);
        bad = List.copyOf(bad);
    }

    /** Rows, lines or other numbers of all files. */
    public long sum(ToLongFunction<ImportedFile> number) {
        return files.stream().mapToLong(number).sum();
    }

    /** Name of a file as it is shown. */
    public static String name(ImportedFile file) {
        return Path.of(file.source()).getFileName().toString();
    }
}
