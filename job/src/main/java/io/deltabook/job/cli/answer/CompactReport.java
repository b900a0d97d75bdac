// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.answer;

import io.deltabook.contract.LaneId;
import io.deltabook.job.cli.terminal.Counted;
import io.deltabook.job.cli.terminal.TextTable;
import io.deltabook.job.compact.CompactResult;
import io.deltabook.time.EventHour;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The report of {@code deltabook compact}. Its JSON keys are a contract: add, never rename. */
public final class CompactReport {
    private final CompactResult result;
    private final boolean isDryRun;

    public CompactReport(CompactResult result, boolean isDryRun) {
        this.result = result;
        this.isDryRun = isDryRun;
    }

    /** A line per lane and dataset, and a conclusion. */
    public List<String> lines(double seconds) {
        List<String> lines = new ArrayList<>();
        if (result.finished() > 0) {
            lines.add(
                    "An interrupted compaction was finished: it had replaced %s."
                            .formatted(Counted.of(result.finished(), "folder")));
        }
        if (result.hours().isEmpty()) {
            lines.add("Nothing to join: no folder has files that would fit into a single one.");
            return lines;
        }
        lines.addAll(lanes());
        lines.add("");
        lines.add(conclusion(seconds));
        return lines;
    }

    private List<String> lanes() {
        record Part(String dataset, LaneId lane) {}
        TextTable table =
                new TextTable(
                        "lane",
                        "dataset",
                        "folders",
                        "rows",
                        "files",
                        isDryRun ? "would be" : "now",
                        "MB",
                        "MB now");
        Map<Part, List<CompactResult.Hour>> parts = new LinkedHashMap<>();
        for (CompactResult.Hour hour : result.hours()) {
            Part part = new Part(hour.dataset(), hour.lane());
            parts.computeIfAbsent(part, key -> new ArrayList<>()).add(hour);
        }
        parts.forEach(
                (part, hours) ->
                        table.row(
                                part.lane(),
                                part.dataset(),
                                hours.size(),
                                sum(hours, CompactResult.Hour::rows),
                                sum(hours, CompactResult.Hour::filesBefore),
                                sum(hours, CompactResult.Hour::filesAfter),
                                megabytes(sum(hours, CompactResult.Hour::bytesBefore)),
                                isDryRun
                                        ? "-"
                                        : megabytes(sum(hours, CompactResult.Hour::bytesAfter))));
        return table.lines();
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,.1f", bytes / 1e6);
    }

    private static long sum(
            List<CompactResult.Hour> hours, ToLongFunction<CompactResult.Hour> number) {
        return hours.stream().mapToLong(number).sum();
    }

    private long sum(ToLongFunction<CompactResult.Hour> number) {
        return sum(result.hours(), number);
    }

    private String conclusion(double seconds) {
        String files =
                "%s in %s"
                        .formatted(
                                Counted.of(sum(CompactResult.Hour::filesBefore), "file"),
                                Counted.of(result.hours().size(), "folder"));
        long after = sum(CompactResult.Hour::filesAfter);
        double megabytes = sum(CompactResult.Hour::bytesBefore) / 1e6;
        return isDryRun
                ? String.format(
                        Locale.ROOT, "Would join %s, %,.1f MB, to %,d.", files, megabytes, after)
                : String.format(
                        Locale.ROOT,
                        "Joined %s, %,.1f MB, to %,d, %,.1f MB, in %.1f s.",
                        files,
                        megabytes,
                        after,
                        sum(CompactResult.Hour::bytesAfter) / 1e6,
                        seconds);
    }

    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dry_run", isDryRun);
        json.put("finished_hours", result.finished());
        json.put("hours_joined", result.hours().size());
        json.put("rows", sum(CompactResult.Hour::rows));
        json.put("files_before", sum(CompactResult.Hour::filesBefore));
        json.put("files_after", sum(CompactResult.Hour::filesAfter));
        json.put("bytes_before", sum(CompactResult.Hour::bytesBefore));
        json.put("bytes_after", isDryRun ? null : sum(CompactResult.Hour::bytesAfter));
        json.put("hours", result.hours().stream().map(this::hour).toList());
        return json;
    }

    private Map<String, Object> hour(CompactResult.Hour hour) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("exchange", hour.lane().exchange());
        json.put("symbol", hour.lane().symbol());
        json.put("dataset", hour.dataset());
        boolean hasHour = hour.hour() != CompactResult.Hour.NONE;
        json.put("hour", hasHour ? EventHour.path(hour.hour()) : null);
        json.put("rows", hour.rows());
        json.put("files_before", hour.filesBefore());
        json.put("files_after", hour.filesAfter());
        json.put("bytes_before", hour.bytesBefore());
        json.put("bytes_after", isDryRun ? null : hour.bytesAfter());
        json.put("rewritten_files", isDryRun ? null : hour.rewritten());
        return json;
    }
}
