// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.answer;

import io.deltabook.job.cli.terminal.TextTable;
import io.deltabook.job.output.Attempt;
import io.deltabook.job.output.CheckpointCost;
import io.deltabook.job.output.LaneReport;
import io.deltabook.job.output.Manifest;
import io.deltabook.job.output.Summary;
import io.deltabook.statistics.LaneCounters;
import io.deltabook.statistics.LaneCounters.Counter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The report of a finished run: a line per lane, the totals, where the files are and how to query
 * them.
 */
public final class RunReport {
    private final Summary summary;
    private final Path output;

    public RunReport(Summary summary, Path output) {
        this.summary = summary;
        this.output = output;
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.addAll(new LaneTables(summary).lines());
        lines.add("");
        lines.addAll(totals().lines());
        lines.add("");
        lines.addAll(places().lines());
        if (summary.attempt() != null) {
            summary.attempt().warnings().forEach(text -> lines.add("Warning: " + text));
        }
        if (summary.manifest().files() > 0) {
            lines.add("");
            lines.add("Query it with DuckDB:");
            lines.add(
                    "  duckdb -c \"select symbol, event_type, count(*) from read_parquet('%s/events/**/*.parquet', hive_partitioning = true) group by all order by all\""
                            .formatted(output));
        } else if (summary.rejects().rows() > 0) {
            lines.add("");
            lines.add("There are no events. To see why, use DuckDB:");
            lines.add(
                    "  duckdb -c \"select symbol, reason, count(*) from read_parquet('%s/rejects/**/*.parquet', hive_partitioning = true) group by all order by all\""
                            .formatted(output));
        }
        return lines;
    }

    private long events() {
        return summary.lanes().stream().mapToLong(LaneReport::events).sum();
    }

    private TextTable totals() {
        LaneCounters totals = summary.totals();
        Manifest manifest = summary.manifest();
        TextTable table = new TextTable("total", "");
        balance(table, totals);
        add(
                table,
                "events",
                "%,d: %,d BOOK_DELTA, %,d BOOK_SNAPSHOT, %,d TRADE",
                events(),
                totals.value(Counter.DELTA_EVENTS),
                totals.value(Counter.SNAPSHOT_EVENTS),
                totals.value(Counter.TRADE_EVENTS));
        add(table, "gap ratio", "%.6f", totals.gapRatio());
        add(table, "largest gap", "%,d ids", totals.value(Counter.LARGEST_GAP));
        add(table, "hours", "%,d", manifest.hours());
        add(table, "events files", "%,d, %.1f MB", manifest.files(), manifest.bytes() / 1e6);
        add(table, "speed", "%,.0f rows/s", summary.attempt().rowsPerSecond());
        add(table, "wall time", "%.1f s", summary.attempt().wallTime().toMillis() / 1e3);
        add(table, "peak memory", "%,d MB", summary.attempt().peakMemoryBytes() / 1_000_000);
        table.row("checkpoints", checkpoints(summary.attempt()));
        return table;
    }

    /** Number of an attempt's checkpoints, their size and duration. */
    static String checkpoints(Attempt attempt) {
        CheckpointCost cost = attempt.checkpoints();
        String failed = cost.failed() == 0 ? "" : ", %,d failed".formatted(cost.failed());
        if (cost.completed() == 0) {
            return "0" + failed;
        }
        return String.format(
                Locale.ROOT,
                "%,d%s; %.2f MB and %.2f s on average, %.2f MB and %.2f s at most; in progress %.1f %% of the time",
                cost.completed(),
                failed,
                cost.averageBytes() / 1e6,
                cost.average().toMillis() / 1e3,
                cost.largestBytes() / 1e6,
                cost.longest().toMillis() / 1e3,
                100 * cost.share(attempt.jobTime()));
    }

    /** All rows of each table, by what became of them. */
    private static void balance(TextTable table, LaneCounters totals) {
        add(
                table,
                "delta rows in",
                "%,d = %,d events + %,d of snapshots + %,d rejected + %,d id-only"
                        + " + %,d stale, late, duplicate",
                totals.value(Counter.ROWS_IN),
                totals.value(Counter.DELTA_EVENTS)
                        - totals.value(Counter.REPAIR_EVENTS)
                        - totals.value(Counter.DIFFERENCE_EVENTS),
                totals.value(Counter.SNAPSHOT_ROWS),
                totals.value(Counter.REJECTED_ROWS),
                totals.value(Counter.ID_ONLY_ROWS),
                totals.value(Counter.STALE_ROWS)
                        + totals.value(Counter.LATE_ROWS)
                        + totals.value(Counter.DUPLICATE_ROWS));
        if (totals.value(Counter.TRADES_IN) > 0) {
            add(
                    table,
                    "trades in",
                    "%,d = %,d events + %,d rejected",
                    totals.value(Counter.TRADES_IN),
                    totals.value(Counter.TRADE_EVENTS),
                    totals.value(Counter.TRADES_REJECTED));
        }
        if (totals.value(Counter.BOOK_ROWS_IN) > 0) {
            add(
                    table,
                    "book rows in",
                    "%,d = %,d taken + %,d refused + %,d rejected",
                    totals.value(Counter.BOOK_ROWS_IN),
                    totals.value(Counter.BOOK_ROWS_TAKEN),
                    totals.value(Counter.BOOK_ROWS_REFUSED),
                    totals.value(Counter.BOOK_ROWS_REJECTED));
        }
    }

    private static void add(TextTable table, String name, String format, Object... values) {
        table.row(name, String.format(Locale.ROOT, format, values));
    }

    private TextTable places() {
        TextTable table = new TextTable("where", "");
        table.row("events", rows(summary.manifest().rows(), "events"));
        table.row("rejects", rows(summary.rejects().rows(), "rejects"));
        table.row("incidents", rows(summary.incidents().rows(), "incidents"));
        table.row("statistics", rows(summary.lanes().size(), "statistics"));
        table.row("manifest", output.resolve(Manifest.FILE));
        table.row("summary", output.resolve(Summary.FILE));
        return table;
    }

    private String rows(long rows, String folder) {
        return rows == 0
                ? "none"
                : String.format(Locale.ROOT, "%s (%,d rows)", output.resolve(folder), rows);
    }
}
