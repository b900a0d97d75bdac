// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import io.deltabook.contract.InputTable;
import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.dataset.IncidentDataset;
import io.deltabook.job.parquet.dataset.PeriodDataset;
import io.deltabook.job.parquet.dataset.RejectDataset;
import io.deltabook.job.parquet.dataset.StatisticsDataset;
import io.deltabook.job.parquet.event.QuoteSchema;
import io.deltabook.statistics.LaneCounters;
import io.deltabook.statistics.LaneCounters.Counter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Checks that what was planned, what the lanes counted, and what the files of all datasets contain
 * agree.
 */
public final class Balance {
    private static final String EVENTS = "events";

    private final Summary summary;
    private final Map<LaneId, LaneReport> reports = new TreeMap<>();
    private final Map<LaneId, List<ManifestEntry>> events = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    private Balance(Summary summary) {
        this.summary = summary;
    }

    /**
     * What does not balance, one sentence each.
     *
     * @param planned every lane that must be complete
     * @param rows planned rows of each table, all of which must have been read; empty if unknown
     * @param summary summary of the committed files
     */
    public static List<String> faults(
            Collection<LaneId> planned, Map<InputTable, Long> rows, Summary summary) {
        Balance balance = new Balance(summary);
        balance.statistics(planned);
        balance.rows(rows);
        for (ManifestEntry file : summary.manifest().entries()) {
            balance.events
                    .computeIfAbsent(file.facts().lane(), lane -> new ArrayList<>())
                    .add(file);
        }
        balance.reports.values().forEach(balance::lane);
        balance.strangers(Set.copyOf(planned));
        return balance.faults;
    }

    /**
     * Whether rows were written twice: the statistics of a lane are there again, or its files have
     * more events than it counted.
     */
    public static boolean isDoubled(Summary summary) {
        Map<LaneId, Long> counted = new HashMap<>();
        for (LaneReport report : summary.lanes()) {
            if (counted.put(report.lane(), report.events()) != null) {
                return true;
            }
        }
        Map<LaneId, Long> found = new HashMap<>();
        for (ManifestEntry file : summary.manifest().entries()) {
            found.merge(file.facts().lane(), file.facts().rows(), Long::sum);
        }
        return counted.entrySet().stream()
                .anyMatch(lane -> found.getOrDefault(lane.getKey(), 0L) > lane.getValue());
    }

    /** Lanes whose incidents an older version did not count. */
    public static List<LaneId> uncounted(Summary summary) {
        return summary.lanes().stream()
                .filter(lane -> !lane.counters().isKnown(Counter.INCIDENTS))
                .map(LaneReport::lane)
                .toList();
    }

    private void statistics(Collection<LaneId> planned) {
        Map<LaneId, Integer> counts = new TreeMap<>();
        planned.forEach(lane -> counts.put(lane, 0));
        for (LaneReport report : summary.lanes()) {
            counts.merge(report.lane(), 1, Integer::sum);
            reports.put(report.lane(), report);
        }
        Set<LaneId> expected = Set.copyOf(planned);
        counts.forEach(
                (lane, found) -> {
                    int must = expected.contains(lane) ? 1 : 0;
                    if (found != must) {
                        faults.add(
                                must == 0
                                        ? lane
                                                + ": a lane that was not planned must have no statistics row, but has one"
                                        : "%s: a planned lane must have one statistics row in [%s], but has %s"
                                                .formatted(
                                                        lane,
                                                        new StatisticsDataset().folder(),
                                                        found == 0 ? "none" : found));
                    }
                });
    }

    private void rows(Map<InputTable, Long> planned) {
        planned.forEach(
                (table, rows) ->
                        require(
                                "",
                                "rows of %s read".formatted(table.name().toLowerCase(Locale.ROOT)),
                                summary.totals().value(taken(table)),
                                "rows planned",
                                rows));
    }

    private static Counter taken(InputTable table) {
        return switch (table) {
            case DELTAS -> Counter.ROWS_IN;
            case TRADES -> Counter.TRADES_IN;
            case BOOK -> Counter.BOOK_ROWS_IN;
        };
    }

    private void lane(LaneReport report) {
        LaneId lane = report.lane();
        LaneCounters counters = report.counters();
        if (!counters.isBalanced()) {
            faults.add(
                    "%s: every row must be accounted for, but %,d of %,d delta rows, %,d trades and %,d book rows are not"
                            .formatted(
                                    lane,
                                    counters.unaccountedRows(),
                                    counters.value(Counter.ROWS_IN),
                                    counters.unaccountedTrades(),
                                    counters.unaccountedBookRows()));
        }
        List<ManifestEntry> files = events.getOrDefault(lane, List.of());
        long rows = files.stream().mapToLong(file -> file.facts().rows()).sum();
        require(lane + ": ", inFiles(EVENTS), rows, "events counted", report.events());
        faults.addAll(EventNumbering.faults(lane, files, report.firstSeq(), report.nextSeq()));
        require(
                lane + ": ",
                inFiles(new RejectDataset().folder()),
                summary.rejects().rows(lane),
                "rows rejected",
                counters.value(Counter.REJECTED_ROWS)
                        + counters.value(Counter.TRADES_REJECTED)
                        + counters.value(Counter.BOOK_ROWS_REJECTED));
        counted(report, new IncidentDataset().folder(), summary.incidents(), Counter.INCIDENTS);
        counted(report, QuoteSchema.FOLDER, summary.quotes(), Counter.QUOTES);
        counted(report, new PeriodDataset().folder(), summary.periods(), Counter.PERIODS);
    }

    private void counted(LaneReport report, String dataset, DatasetSize size, Counter counter) {
        if (report.counters().isKnown(counter)) {
            require(
                    report.lane() + ": ",
                    inFiles(dataset),
                    size.rows(report.lane()),
                    dataset + " counted",
                    report.counters().value(counter));
        }
    }

    private static String inFiles(String dataset) {
        return "rows in %s files".formatted(dataset);
    }

    /** Files of lanes that were not planned and have no statistics. */
    private void strangers(Set<LaneId> planned) {
        Map<String, Set<LaneId>> found = new TreeMap<>();
        found.put(EVENTS, events.keySet());
        found.put(QuoteSchema.FOLDER, summary.quotes().rowsOfLane().keySet());
        found.put(new PeriodDataset().folder(), summary.periods().rowsOfLane().keySet());
        found.put(new RejectDataset().folder(), summary.rejects().rowsOfLane().keySet());
        found.put(new IncidentDataset().folder(), summary.incidents().rowsOfLane().keySet());
        found.forEach(
                (dataset, lanes) -> {
                    for (LaneId lane : new TreeSet<>(lanes)) {
                        if (!reports.containsKey(lane) && !planned.contains(lane)) {
                            faults.add(
                                    "%s: a lane with %s must have a statistics row, but has none"
                                            .formatted(lane, dataset));
                        }
                    }
                });
    }

    private void require(String lane, String one, long value, String other, long expected) {
        if (value != expected) {
            faults.add(
                    "%s%s must be the %s, but are %,d and %,d"
                            .formatted(lane, one, other, value, expected));
        }
    }
}
