// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.answer;

import io.deltabook.job.cli.terminal.TextTable;
import io.deltabook.job.output.LaneReport;
import io.deltabook.job.output.Summary;
import io.deltabook.statistics.LaneCounters;
import io.deltabook.statistics.LaneCounters.Counter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Tables of a finished run's lanes: the result of each lane and how much of it was LIVE, and a
 * second table of what happened on the way, with only the columns and lanes that have something to
 * show.
 */
final class LaneTables {
    private static final String ALL = "all";

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
        List<String> lines = new ArrayList<>(outcomes().lines());
        List<String> shown = new ArrayList<>(HAPPENINGS.keySet());
        shown.removeIf(word -> sum(HAPPENINGS.get(word)) == 0);
        if (!shown.isEmpty()) {
            lines.add("");
            lines.addAll(happened(shown).lines());
        }
        return lines;
    }

    private TextTable outcomes() {
        TextTable table =
                new TextTable(
                        "lane",
                        "mode",
                        "verdict",
                        "rows in",
                        "events",
                        "messages",
                        "gaps",
                        "LIVE time",
                        "LIVE messages");
        for (LaneReport lane : summary.lanes()) {
            LaneCounters counters = lane.counters();
            table.row(
                    lane.lane(),
                    lane.mode().word(),
                    lane.verdict().word(),
                    rowsIn(counters),
                    lane.events(),
                    counters.value(Counter.MESSAGES),
                    counters.value(Counter.GAPS),
                    percent(counters.liveTimeShare()),
                    percent(counters.liveMessageShare()));
        }
        if (summary.lanes().size() > 1) {
            table.row(
                    ALL,
                    "",
                    "",
                    sum(LaneTables::rowsIn),
                    summary.lanes().stream().mapToLong(LaneReport::events).sum(),
                    sum(counters -> counters.value(Counter.MESSAGES)),
                    sum(counters -> counters.value(Counter.GAPS)),
                    percent(summary.totals().liveTimeShare()),
                    percent(summary.totals().liveMessageShare()));
        }
        return table;
    }

    private TextTable happened(List<String> shown) {
        List<String> header = new ArrayList<>(shown);
        header.add(0, "lane");
        TextTable table = new TextTable(header.toArray(new String[0]));
        for (LaneReport lane : summary.lanes()) {
            List<Object> row = new ArrayList<>();
            row.add(lane.lane());
            shown.forEach(word -> row.add(HAPPENINGS.get(word).applyAsLong(lane.counters())));
            if (row.stream().anyMatch(value -> value instanceof Long count && count > 0)) {
                table.row(row.toArray());
            }
        }
        if (summary.lanes().size() > 1) {
            List<Object> row = new ArrayList<>();
            row.add(ALL);
            shown.forEach(word -> row.add(sum(HAPPENINGS.get(word))));
            table.row(row.toArray());
        }
        return table;
    }

    private long sum(ToLongFunction<LaneCounters> count) {
        return summary.lanes().stream().map(LaneReport::counters).mapToLong(count).sum();
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
