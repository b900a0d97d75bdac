// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.answer;

import io.deltabook.job.cli.terminal.Counted;
import io.deltabook.job.cli.terminal.TextTable;
import io.deltabook.job.output.LaneReport;
import io.deltabook.job.output.Summary;
import io.deltabook.statistics.LaneCounters;
import io.deltabook.statistics.LaneCounters.Counter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The table of a finished run's lanes: the result of each lane, how much of it was LIVE, and what
 * happened on the way, with only the columns that have something to show.
 */
final class LaneTables {
    private static final String ALL = "all";

    /** Lanes shown at most. */
    private static final int MOST = 50;

    private static final List<String> OUTCOME =
            List.of(
                    "lane",
                    "verdict",
                    "gaps",
                    "LIVE time",
                    "LIVE messages",
                    "events",
                    "rows in",
                    "messages",
                    "mode");

    /** What may happen in a lane, by column header. */
    private static final Map<String, ToLongFunction<LaneCounters>> HAPPENINGS = happenings();

    private final Summary summary;

    LaneTables(Summary summary) {
        this.summary = summary;
    }

    private static Map<String, ToLongFunction<LaneCounters>> happenings() {
        Map<String, ToLongFunction<LaneCounters>> all = new LinkedHashMap<>();
        all.put("resyncs", counters -> counters.value(Counter.RESYNCS));
        all.put("refused", LaneCounters::refused);
        all.put("restarts", counters -> counters.value(Counter.RESTARTS));
        all.put("regressions", counters -> counters.value(Counter.REGRESSIONS));
        all.put("rejected", LaneTables::rejected);
        all.put("id-only", counters -> counters.value(Counter.ID_ONLY_ROWS));
        all.put("stale", counters -> counters.value(Counter.STALE));
        all.put("late", counters -> counters.value(Counter.LATE));
        all.put("duplicates", counters -> counters.value(Counter.DUPLICATES));
        return all;
    }

    /** Rejected rows of the table that the books are built from. */
    private static long rejected(LaneCounters counters) {
        return counters.value(
                isOfBooks(counters) ? Counter.BOOK_ROWS_REJECTED : Counter.REJECTED_ROWS);
    }

    /** Rows of the table that the books are built from. */
    private static long rowsIn(LaneCounters counters) {
        return counters.value(isOfBooks(counters) ? Counter.BOOK_ROWS_IN : Counter.ROWS_IN);
    }

    private static boolean isOfBooks(LaneCounters counters) {
        return counters.value(Counter.ROWS_IN) == 0;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(table().lines());
        int more = summary.lanes().size() - shown().size();
        if (more > 0) {
            lines.add(
                    "… and %s with no worse verdict: summary.json has all of them"
                            .formatted(Counted.of(more, "more lane")));
        }
        return lines;
    }

    private TextTable table() {
        List<String> happened = new ArrayList<>(HAPPENINGS.keySet());
        happened.removeIf(word -> sum(HAPPENINGS.get(word)) == 0);
        List<String> header = new ArrayList<>(OUTCOME);
        header.addAll(happened);
        TextTable table = new TextTable(header.toArray(new String[0]));
        for (LaneReport lane : shown()) {
            LaneCounters counters = lane.counters();
            List<Object> row = new ArrayList<>();
            row.add(lane.lane());
            row.add(lane.verdict().word());
            row.add(counters.value(Counter.GAPS));
            row.add(percent(counters.liveTimeShare()));
            row.add(percent(counters.liveMessageShare()));
            row.add(lane.events());
            row.add(rowsIn(counters));
            row.add(counters.value(Counter.MESSAGES));
            row.add(lane.mode().word());
            happened.forEach(word -> row.add(HAPPENINGS.get(word).applyAsLong(counters)));
            table.row(row.toArray());
        }
        if (summary.lanes().size() > 1) {
            table.row(all(happened).toArray());
        }
        return table;
    }

    private List<Object> all(List<String> happened) {
        List<Object> row = new ArrayList<>();
        row.add(ALL);
        row.add("");
        row.add(sum(counters -> counters.value(Counter.GAPS)));
        row.add(percent(summary.totals().liveTimeShare()));
        row.add(percent(summary.totals().liveMessageShare()));
        row.add(summary.lanes().stream().mapToLong(LaneReport::events).sum());
        row.add(sum(LaneTables::rowsIn));
        row.add(sum(counters -> counters.value(Counter.MESSAGES)));
        row.add("");
        happened.forEach(word -> row.add(sum(HAPPENINGS.get(word))));
        return row;
    }

    /** All lanes or, of many, those whose verdict is worst. */
    private List<LaneReport> shown() {
        List<LaneReport> lanes = summary.lanes();
        if (lanes.size() <= MOST) {
            return lanes;
        }
        return lanes.stream()
                .sorted(
                        Comparator.comparing(LaneReport::verdict)
                                .thenComparing(lane -> lane.counters().value(Counter.GAPS))
                                .reversed())
                .limit(MOST)
                .toList();
    }

    private long sum(ToLongFunction<LaneCounters> count) {
        return summary.lanes().stream().map(LaneReport::counters).mapToLong(count).sum();
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
