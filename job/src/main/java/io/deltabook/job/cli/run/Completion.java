// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import io.deltabook.contract.InputTable;
import io.deltabook.contract.LaneId;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.Counted;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.config.BadFilePolicy;
import io.deltabook.job.config.JobConf;
import io.deltabook.job.output.Attempt;
import io.deltabook.job.output.Balance;
import io.deltabook.job.output.DataFiles;
import io.deltabook.job.output.InProgressFiles;
import io.deltabook.job.output.Manifest;
import io.deltabook.job.output.Outcome;
import io.deltabook.job.output.OutputFolder;
import io.deltabook.job.output.Summary;
import io.deltabook.job.parquet.dataset.IncidentDataset;
import io.deltabook.job.parquet.dataset.LostRows;
import io.deltabook.job.plan.LanePlan;
import io.deltabook.job.state.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The single rule for a complete run, used by every path that can report one: every planned lane
 * has its statistics row; planned rows, counters and the files of all four datasets balance. Then
 * parts in progress, which no commit owes any more, are deleted and the limits are checked; last,
 * manifest and summary are written, the summary with the outcome. Only then may the caller delete
 * the state.
 */
public final class Completion {
    private static final int MOST_FAULTS = 20;

    private final Path output;
    private final List<LaneId> lanes;
    private final Map<InputTable, Long> rows;
    private final Map<String, InputTable> tables;
    private final List<LaneLimit> limits;

    /**
     * The result.
     *
     * @param output the output folder
     * @param summary summary of the committed files
     * @param outcome how the run ended
     */
    public record Result(Path output, Summary summary, Outcome outcome) {
        /**
         * Reports how the run ended.
         *
         * @param state the run's state folder, which may be gone
         * @return an {@link ExitCode}
         * @throws CommandFailure if the run did not end successfully
         */
        public int end(StateFolder state, Console console) throws CommandFailure, IOException {
            List<LaneId> uncounted = Balance.uncounted(summary);
            if (!uncounted.isEmpty()) {
                console.note(
                        "Incidents are not compared in %s started by an older version, such as %s: it did not count them."
                                .formatted(Counted.of(uncounted.size(), "lane"), uncounted.get(0)));
            }
            if (outcome.exitCode() == ExitCode.CLEAN) {
                return ExitCode.CLEAN;
            }
            List<String> lines = new ArrayList<>(outcome.faults());
            if (!outcome.isComplete()) {
                lines.add(wayOut(state));
            }
            throw new CommandFailure(outcome.exitCode(), lines, null);
        }

        private String wayOut(StateFolder state) throws IOException {
            if (Balance.isDoubled(summary)) {
                return "[%s] has rows twice, as after a restore from a checkpoint or savepoint older than what was committed, and cannot be mended: start a new run with another --output and --state"
                        .formatted(output);
            }
            return state.hasRun()
                    ? "[%s] must balance to be complete, but does not, so [%s] is kept: restore the files missing from the output and check again with 'deltabook run --resume --output %1$s', or start a new run with another --output and --state"
                            .formatted(output, state.path())
                    : "[%s] must balance to be complete, but does not: restore the files missing from it, or start a new run with another --output"
                            .formatted(output);
        }
    }

    private Completion(
            Path output,
            List<LaneId> lanes,
            Map<InputTable, Long> rows,
            Map<String, InputTable> tables,
            List<LaneLimit> limits) {
        this.output = output;
        this.lanes = lanes;
        this.rows = rows;
        this.tables = tables;
        this.limits = limits;
    }

    /** For a run whose plan is known. */
    public static Completion of(Path output, LanePlan plan, JobConf conf) {
        Map<InputTable, Long> rows = new EnumMap<>(InputTable.class);
        Map<String, InputTable> tables = new HashMap<>();
        boolean isSelective = !conf.source().symbols().isEmpty();
        if (!isSelective) {
            for (InputTable table : InputTable.values()) {
                rows.put(table, plan.rows(table));
                plan.files(table).forEach(file -> tables.put(file.path(), table));
            }
        }
        return new Completion(
                output,
                plan.laneIds(),
                rows,
                conf.source().onBadFile() == BadFilePolicy.SKIP ? tables : Map.of(),
                limits(conf.run().maxGapRatio(), conf.run().maxRejectRatio()));
    }

    /** For a run whose state is gone; only its marker says what was planned. */
    public static Completion of(OutputFolder marker, double maxGapRatio, double maxRejectRatio) {
        return new Completion(
                marker.path(),
                marker.lanes(),
                Map.of(),
                Map.of(),
                limits(maxGapRatio, maxRejectRatio));
    }

    /** In the order in which they are checked. */
    private static List<LaneLimit> limits(double maxGapRatio, double maxRejectRatio) {
        return List.of(new GapLimit(maxGapRatio), new RejectLimit(maxRejectRatio));
    }

    /**
     * Rows of files that turned out to be broken while read, by file; none if such files stop a
     * run.
     */
    Map<String, Long> lost() throws IOException {
        return tables.isEmpty()
                ? Map.of()
                : LostRows.read(DataFiles.below(output.resolve(new IncidentDataset().folder())));
    }

    /** Rows that must have been read: everything planned and not lost. */
    private Map<InputTable, Long> taken() throws IOException {
        Map<InputTable, Long> taken = new EnumMap<>(InputTable.class);
        taken.putAll(rows);
        lost().forEach(
                        (file, missing) ->
                                taken.computeIfPresent(
                                        tables.getOrDefault(file, InputTable.DELTAS),
                                        (table, all) -> all - missing));
        return taken;
    }

    /** Concludes a run whose job has finished: checks it, then writes manifest and summary. */
    Result conclude(Attempt attempt) throws IOException {
        Summary summary = Summary.of(output, Manifest.scan(output), attempt);
        Outcome outcome = judge(summary, Balance.faults(lanes, taken(), summary));
        if (outcome.isComplete()) {
            InProgressFiles.deleteAll(output);
        }
        Summary judged = summary.with(outcome);
        judged.write(output);
        return new Result(output, judged, outcome);
    }

    /** How the files of an output stand to what was planned and counted. */
    public enum Standing {
        /** Everything balances. */
        BALANCED,
        /** Something is missing, which a checkpoint may still commit. */
        SHORT,
        /** Rows are there twice, which nothing can mend. */
        DOUBLED
    }

    /** How everything stands, whatever was reported before. Changes nothing. */
    public Standing standing() throws IOException {
        Summary summary = Summary.of(output, Manifest.scan(output), null);
        if (Balance.faults(lanes, taken(), summary).isEmpty()) {
            return Standing.BALANCED;
        }
        return Balance.isDoubled(summary) ? Standing.DOUBLED : Standing.SHORT;
    }

    /**
     * Concludes a run that no process is working on, or reports its outcome again. If something is
     * missing now, an existing manifest is kept, because it says what.
     */
    public Result again() throws IOException {
        Outcome told = Outcome.read(output);
        Manifest written = Manifest.readIfSound(output);
        boolean isCurrent = written != null && written.isOf(output);
        Manifest manifest = isCurrent ? written : Manifest.scan(output);
        Summary summary = Summary.of(output, manifest, null);
        List<String> faults = Balance.faults(lanes, taken(), summary);
        if (!faults.isEmpty()) {
            List<String> all = new ArrayList<>();
            if (written != null) {
                all.addAll(written.missing(output));
            }
            all.addAll(faults);
            Outcome outcome = judge(summary, all);
            Summary judged = summary.with(outcome);
            if (told == null && written == null) {
                judged.rewrite(output);
            }
            return new Result(output, judged, outcome);
        }
        InProgressFiles.deleteAll(output);
        boolean isRemembered = told != null && told.isComplete();
        Outcome outcome = isRemembered ? told : judge(summary, faults);
        Summary judged = summary.with(outcome);
        if (!isRemembered || !isCurrent || !Files.exists(output.resolve(Summary.FILE))) {
            judged.rewrite(output);
        }
        return new Result(output, judged, outcome);
    }

    private Outcome judge(Summary summary, List<String> unbalanced) {
        if (!unbalanced.isEmpty()) {
            return new Outcome(false, ExitCode.FAILED, most(unbalanced));
        }
        List<String> beyond = new ArrayList<>();
        for (LaneLimit limit : limits) {
            beyond.addAll(limit.faults(summary.lanes()));
        }
        return new Outcome(
                true, beyond.isEmpty() ? ExitCode.CLEAN : ExitCode.TOO_MANY_GAPS, beyond);
    }

    private static List<String> most(List<String> faults) {
        if (faults.size() <= MOST_FAULTS) {
            return faults;
        }
        List<String> most = new ArrayList<>(faults.subList(0, MOST_FAULTS));
        most.add("and %d more".formatted(faults.size() - MOST_FAULTS));
        return most;
    }
}
