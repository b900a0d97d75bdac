// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.job.config.SourceConf;
import io.deltabook.job.parquet.dialect.TableFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects the files of trades and book snapshots and tells which belong to a lane. */
final class OtherTables {
    private static final List<InputTable> TABLES = List.of(InputTable.BOOK, InputTable.TRADES);

    /**
     * Maximum tables of the symbols read by one reader; each holds two descriptors and a chunk of
     * rows.
     */
    private static final int MAX_TABLES_OF_A_GROUP = 500;

    private final Map<InputTable, SortedMap<LaneId, List<SurveyedFile>>> files = new HashMap<>();
    private final Map<InputTable, OneOrigin> origins = new HashMap<>();

    OtherTables() {
        for (InputTable table : TABLES) {
            files.put(table, new TreeMap<>());
            origins.put(table, new OneOrigin());
        }
    }

    /**
     * Adds the files of a table found in one place.
     *
     * @throws BadInputException if a lane's rows of the table are also in another place
     */
    void add(Path origin, InputTable table, List<SurveyedFile> found) {
        for (SurveyedFile file : found) {
            origins.get(table).require(origin, file.lanes());
            for (LaneId lane : file.lanes()) {
                files.get(table).computeIfAbsent(lane, id -> new ArrayList<>()).add(file);
            }
        }
    }

    /** Accepts the files of a lane's table. */
    interface Look {
        void at(InputTable table, List<SurveyedFile> files);
    }

    /** Visits the files of each table of a lane. */
    void sampled(LaneId lane, Look look) {
        for (InputTable table : TABLES) {
            List<SurveyedFile> found = files.get(table).getOrDefault(lane, List.of());
            if (!found.isEmpty()) {
                look.at(table, found);
            }
        }
    }

    /**
     * The tables of some lanes.
     *
     * @param conf how their columns are read
     */
    List<PlannedTable> of(Collection<LaneId> lanes, SourceConf conf) {
        List<PlannedTable> planned = new ArrayList<>();
        for (LaneId lane : lanes) {
            for (InputTable table : TABLES) {
                List<SurveyedFile> found = files.get(table).getOrDefault(lane, List.of());
                if (!found.isEmpty()) {
                    TableFormat format =
                            new TimeUnitPlanner(conf.onBadFile())
                                    .decided(List.of(lane), table, conf.format(table), found);
                    planned.add(new PlannedTable(lane, table, inOrder(found), format));
                }
            }
        }
        return planned;
    }

    private static List<PlannedFile> inOrder(List<SurveyedFile> found) {
        return found.stream()
                .sorted(Comparator.comparing(SurveyedFile::found, FoundFile.READING_ORDER))
                .map(SurveyedFile::planned)
                .toList();
    }

    /** The files of book snapshots of a lane, in reading order. */
    List<SurveyedFile> books(LaneId lane) {
        return files.get(InputTable.BOOK).getOrDefault(lane, List.of()).stream()
                .sorted(Comparator.comparing(SurveyedFile::found, FoundFile.READING_ORDER))
                .toList();
    }

    /** Total bytes of a lane's book snapshot files. */
    long bytesOfBooks(LaneId lane) {
        return books(lane).stream().mapToLong(file -> file.planned().size()).sum();
    }

    /**
     * The lanes that have book snapshots but no deltas.
     *
     * @throws BadInputException if a lane has only trades
     */
    SortedSet<LaneId> booksWithout(Set<LaneId> deltas) {
        SortedSet<LaneId> lanes = new TreeSet<>();
        files.get(InputTable.BOOK)
                .forEach(
                        (lane, found) -> {
                            if (!deltas.contains(lane) && isAny(found)) {
                                lanes.add(lane);
                            }
                        });
        files.get(InputTable.TRADES)
                .forEach(
                        (lane, found) -> {
                            boolean isAlone = !deltas.contains(lane) && !lanes.contains(lane);
                            if (isAlone && isAny(found)) {
                                throw tradesAlone(lane, found.get(0));
                            }
                        });
        return lanes;
    }

    /** All tables of all symbols are open while the group is read. */
    static void requireFew(List<Lane> lanes, List<PlannedFile> files, List<PlannedTable> tables) {
        if (lanes.size() > 1 && tables.size() > MAX_TABLES_OF_A_GROUP) {
            throw new BadInputException(
                    "[%s] symbols that share files of deltas must have at most %,d tables of trades and book snapshots together, but %,d symbols have %,d: give each symbol a folder of its own, select some with --symbols, or leave the tables out with source.trades and source.book set to ignore"
                            .formatted(
                                    files.get(0).path(),
                                    MAX_TABLES_OF_A_GROUP,
                                    lanes.size(),
                                    tables.size()));
        }
    }

    private static boolean isAny(List<SurveyedFile> found) {
        return found.stream().anyMatch(file -> file.isBad() || file.planned().rows() > 0);
    }

    private static BadInputException tradesAlone(LaneId lane, SurveyedFile file) {
        return new BadInputException(
                "[%s] a lane must have deltas or book snapshots, but %s has only trades; select lanes with --symbols, or leave the table out with source.trades: ignore"
                        .formatted(file.planned().path(), lane));
    }
}
