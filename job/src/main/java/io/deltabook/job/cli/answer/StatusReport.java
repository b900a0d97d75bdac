// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.answer;

import io.deltabook.contract.LaneId;
import io.deltabook.job.cli.terminal.Counted;
import io.deltabook.job.cli.terminal.EpochText;
import io.deltabook.job.cli.terminal.TextTable;
import io.deltabook.job.output.CheckpointCost;
import io.deltabook.job.output.Outcome;
import io.deltabook.job.state.JobRecord;
import io.deltabook.job.state.RestorePoint;
import io.deltabook.job.state.RunRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The answer of {@code deltabook status}, gathered fact by fact; a fact that is not known is left
 * out of the text and null in JSON. Its JSON keys are a contract: add, never rename.
 */
public final class StatusReport {
    private final TextTable facts = new TextTable("run", "");
    private final Map<String, Object> json = new LinkedHashMap<>();
    private List<String> next = List.of();
    private Map<LaneId, Long> lanes = Map.of();

    /** Starts with the run's folders. */
    public StatusReport(Path output, Path state) {
        for (String key :
                List.of(
                        "output",
                        "state",
                        "started",
                        "version",
                        "status",
                        "detail",
                        "complete",
                        "exit_code",
                        "web_ui",
                        "job",
                        "rows_read",
                        "rows_planned",
                        "checkpoints",
                        "newest_checkpoint",
                        "lanes")) {
            json.put(key, null);
        }
        json.put("output", output.toString());
        facts.row("output", output);
        if (state != null) {
            json.put("state", state.toString());
            facts.row("state", state);
        }
    }

    /** What the run was started with. */
    public void started(RunRecord record) {
        json.put("started", record.started());
        json.put("version", record.version());
        facts.row("started", record.started() + " by " + record.version());
    }

    /**
     * Where the run stands.
     *
     * @param word such as running
     * @param detail more about it, null for nothing
     */
    public void status(String word, String detail) {
        json.put("status", word);
        json.put("detail", detail);
        facts.row("status", detail == null ? word : word + ": " + detail);
    }

    /** How the run ended. */
    public void ended(Outcome outcome) {
        json.put("complete", outcome.isComplete());
        json.put("exit_code", outcome.exitCode());
        status(
                outcome.isComplete() ? "complete" : "finished, but not complete",
                outcome.faults().isEmpty() ? null : String.join("; ", outcome.faults()));
    }

    /**
     * The command to use next.
     *
     * @param why the line before it
     */
    public void next(String why, String command) {
        next = List.of("", why, "  " + command);
    }

    /** Where the job runs and how much it has read. */
    public void job(JobRecord job, long rows, CheckpointCost cost) {
        json.put("web_ui", job.cluster().toString());
        json.put("job", job.jobId());
        json.put("rows_read", rows);
        json.put("rows_planned", job.rowsPlanned());
        Map<String, Object> checkpoints = new LinkedHashMap<>();
        checkpoints.put("completed", cost.completed());
        checkpoints.put("failed", cost.failed());
        checkpoints.put("average_bytes", cost.averageBytes());
        checkpoints.put("average_seconds", cost.average().toMillis() / 1e3);
        json.put("checkpoints", checkpoints);
        facts.row("web UI", job.cluster());
        facts.row("job", job.jobId());
        facts.row("read", RunProgress.rows(rows, job.rowsPlanned()));
        facts.row(
                "checkpoints",
                String.format(
                        Locale.ROOT,
                        "%,d completed, %,d failed in this attempt; %,.2f MB and %,.2f s on average",
                        cost.completed(),
                        cost.failed(),
                        cost.averageBytes() / 1e6,
                        cost.average().toMillis() / 1e3));
    }

    /** What a resumed run would continue from. */
    public void newest(RestorePoint point, long rows, long planned) {
        Map<String, Object> newest = new LinkedHashMap<>();
        newest.put("kind", point.kind().name().toLowerCase(Locale.ROOT));
        newest.put("id", point.id());
        newest.put("rows", rows);
        newest.put("folder", point.folder().toString());
        json.put("rows_planned", planned);
        json.put("newest_checkpoint", newest);
        facts.row("newest checkpoint", RunProgress.of(point, rows, planned));
    }

    /** There is nothing that a resumed run could continue from. */
    public void noNewest(String why) {
        facts.row("newest checkpoint", why);
    }

    /** The time of each lane's newest committed event, epoch ns. */
    public void committed(Map<LaneId, Long> times) {
        lanes = times;
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>(facts.lines());
        lines.addAll(next);
        if (!lanes.isEmpty()) {
            lines.add("");
            TextTable table = new TextTable(Counted.of(lanes.size(), "lane"), "committed up to");
            lanes.forEach((lane, time) -> table.row(lane, EpochText.of(time)));
            lines.addAll(table.lines());
        }
        return lines;
    }

    public Map<String, Object> json() {
        List<Map<String, Object>> list = new ArrayList<>();
        lanes.forEach(
                (lane, time) -> {
                    Map<String, Object> committed = new LinkedHashMap<>();
                    committed.put("exchange", lane.exchange());
                    committed.put("symbol", lane.symbol());
                    committed.put("committed_up_to", EpochText.of(time));
                    list.add(committed);
                });
        json.put("lanes", list);
        return json;
    }
}
