// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source.plan;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * A delta file as its path describes it.
 *
 * @param path absolute path
 * @param origin the folder that its lane is spread over: without the file's name and {@code dt}
 * @param exchange from {@code exchange=…}, null where there is none
 * @param symbol from {@code symbol=…}, null where there is none
 * @param dt from {@code dt=…}, null where there is none
 */
record FoundFile(Path path, Path origin, String exchange, String symbol, String dt) {
    /** The order in which a lane's files are read: {@code dt}, then the path in natural order. */
    static final Comparator<FoundFile> READING_ORDER =
            Comparator.comparing(FoundFile::dt, Comparator.nullsFirst(NaturalOrder.INSTANCE))
                    .thenComparing(FoundFile::path, FoundFile::comparePaths);

    private static int comparePaths(Path one, Path other) {
        int shared = Math.min(one.getNameCount(), other.getNameCount());
        for (int i = 0; i < shared; i++) {
            String name = one.getName(i).toString();
            int order = NaturalOrder.INSTANCE.compare(name, other.getName(i).toString());
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.getNameCount(), other.getNameCount());
    }
}
