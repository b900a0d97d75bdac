// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.answer;

import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.Counted;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.terminal.TextTable;
import io.deltabook.job.cli.terminal.Tone;
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
 * The report of a finished run: how it ended and what to do next, then a line per lane, the totals
 * and where the files are.
 */
public final class RunReport {
    private static final int MOST_WARNINGS = 20;

    private final Summary summary;
    private final Path output;
    private final Verdicts verdicts;

    public RunReport(Summary summary, Path output) {
        this.summary = summary;
        this.output = output;
        this.verdicts = new Verdicts(summary.lanes());
    }

    /** Prints the report. */
    public void print(Console console) {
        console.print("");
        console.print(tone(), headline());
        lines().forEach(console::print);
    }

    private boolean isComplete() {
        return summary.outcome() != null && summary.outcome().isComplete();
    }

    private boolean isWithinLimits() {
        return summary.outcome().exitCode() == ExitCode.CLEAN;
    }

    private Tone tone() {
        if (!isComplete()) {
            return Tone.BAD;
        }
        return isWithinLimits() && verdicts.areGood() ? Tone.GOOD : Tone.CAREFUL;
    }

    private String headline() {
        String what =
                Counted.of(summary.lanes().size(), "lane")
                        + " read to "
                        + (summary.lanes().size() == 1 ? "its" : "their")
                        + " end, "
                        + Counted.of(events(), "event")
                        + " written";
        if (!isComplete()) {
            return "Not complete, as the errors below say: " + what + ".";
        }
        return isWithinLimits()
                ? "Complete: " + what + "."
                : "Complete, but beyond a limit, as the error below says: " + what + ".";
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>(verdicts.lines());
        if (summary.attempt() != null) {
            List<String> warnings = summary.attempt().warnings();
            warnings.stream().limit(MOST_WARNINGS).forEach(text -> lines.add("Warning: " + text));
            if (warnings.size() > MOST_WARNINGS) {
                lines.add(
                        "… and %s: summary.json has all of them"
                                .formatted(
                                        Counted.of(
                                                warnings.size() - MOST_WARNINGS, "more warning")));
            }
        }
        if (isComplete()) {
            lines.addAll(next());
        }
        lines.add("");
        lines.addAll(new LaneTables(summary).lines());
        lines.add("");
        lines.addAll(totals().lines());
        lines.add("");
        lines.addAll(places().lines());
        return lines;
    }

    /** What the user may do with the output. Commands stay on a line of their own. */
    private List<String> next() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Check it, query it:");
        lines.add("  deltabook verify " + output);
        if (summary.manifest().files() > 0) {
            lines.add(query("events", "symbol, event_type"));
        }
        if (!verdicts.areGood()) {
            lines.add(
                    "Add \"where book_state = 'LIVE'\" to use only what can be trusted. What went wrong:");
            lines.add(query("incidents", "symbol, kind"));
        }
        if (summary.manifest().files() == 0 && summary.rejects().rows() > 0) {
            lines.add("There are no events; why:");
            lines.add(query("rejects", "symbol, reason"));
        }
        return lines;
    }

    private String query(String dataset, String columns) {
        return "  duckdb -c \"select %s, count(*) from read_parquet('%s/%s/**/*.parquet', hive_partitioning = true) group by all order by all\""
                .formatted(columns, output, dataset);
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
        add(table, "largest gap", "%s", Counted.of(totals.value(Counter.LARGEST_GAP), "id"));
        add(table, "hours", "%,d", manifest.hours());
        add(table, "events files", "%,d, %.1f MB", manifest.files(), manifest.bytes() / 1e6);
        if (summary.attempt() != null) {
            measured(table, summary.attempt());
        }
        return table;
    }

    /** Nobody has measured a run that ended unwatched. */
    private static void measured(TextTable table, Attempt attempt) {
        add(table, "speed", "%,.0f rows/s", attempt.rowsPerSecond());
        add(table, "wall time", "%.1f s", attempt.wallTime().toMillis() / 1e3);
        add(table, "peak memory", "%,d MB", attempt.peakMemoryBytes() / 1_000_000);
        table.row("checkpoints", checkpoints(attempt));
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
        table.row("quotes", rows(summary.quotes().rows(), "quotes"));
        table.row("periods", rows(summary.periods().rows(), "periods"));
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
                : "%s (%s)".formatted(output.resolve(folder), Counted.of(rows, "row"));
    }
}
