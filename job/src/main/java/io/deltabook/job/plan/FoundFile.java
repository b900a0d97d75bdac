// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import io.deltabook.contract.InputTable;
import io.deltabook.job.plan.name.NaturalOrder;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * An input file as its path describes it.
 *
 * @param path absolute path
 * @param origin the folder that contains all of its lane: the path without the file name and {@code
 *     dt}
 * @param table from a folder or file of its name, null if only the columns tell
 * @param exchange from {@code exchange=…}, null if absent
 * @param symbol from {@code symbol=…}, null if absent
 * @param dt from {@code dt=…}, null if absent
 * @param rank place among the day's files where their names are random, 0 where they are not
 */
record FoundFile(
        Path path,
        Path origin,
        InputTable table,
        String exchange,
        String symbol,
        String dt,
        int rank) {
    /** A file whose name has its place. */
    FoundFile(Path path, Path origin, InputTable table, String exchange, String symbol, String dt) {
        this(path, origin, table, exchange, symbol, dt, 0);
    }

    /**
     * The order in which a lane's files are read: {@code dt}, then the path in natural order or,
     * where names are random, the rank.
     */
    static final Comparator<FoundFile> READING_ORDER =
            Comparator.comparing(FoundFile::dt, Comparator.nullsFirst(NaturalOrder.INSTANCE))
                    .thenComparingInt(FoundFile::rank)
                    .thenComparing(FoundFile::path, FoundFile::comparePaths);

    FoundFile withTable(InputTable other) {
        return new FoundFile(path, origin, other, exchange, symbol, dt, rank);
    }

    FoundFile withRank(int other) {
        return new FoundFile(path, origin, table, exchange, symbol, dt, other);
    }

    /** Folder by folder, in natural order. */
    static int comparePaths(Path one, Path other) {
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
