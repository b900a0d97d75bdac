// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.contract.LaneId;
import io.deltabook.job.cli.answer.RunProgress;
import io.deltabook.job.cli.cluster.JobRest;
import io.deltabook.job.cli.cluster.SlotWatch;
import io.deltabook.job.cli.run.RunFolders;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.EpochText;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.terminal.TextTable;
import io.deltabook.job.output.CheckpointCost;
import io.deltabook.job.output.CommittedOutput;
import io.deltabook.job.output.Outcome;
import io.deltabook.job.output.OutputFolder;
import io.deltabook.job.plan.LanePlan;
import io.deltabook.job.state.JobRecord;
import io.deltabook.job.state.PlanFile;
import io.deltabook.job.state.RestorePoint;
import io.deltabook.job.state.RestorePointContent;
import io.deltabook.job.state.RestorePoints;
import io.deltabook.job.state.StateLock;
import io.deltabook.job.state.UnreadableRestorePointException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code deltabook status}: shows the state of a run. */
@Command(
        name = "status",
        description = {
            "Shows the status of a run, active or not: rows done, newest checkpoint, and how far"
                    + " each lane is committed."
        })
final class StatusCommand extends ConsoleCommand {
    @Mixin private RunArguments run;

    StatusCommand(Console console) {
        super(console);
    }

    @Override
    int execute() throws CommandFailure, IOException {
        try {
            RunFolders folders = run.folders();
            TextTable table = new TextTable("run", "");
            if (folders.record() == null) {
                withoutState(folders, table);
            } else {
                withState(folders, table);
            }
            table.lines().forEach(console::print);
            lanes(folders).forEach(console::print);
            return ExitCode.CLEAN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted while waiting for the run's answer", e);
        }
    }

    private static void withoutState(RunFolders folders, TextTable table)
            throws IOException, CommandFailure {
        OutputFolder marker = folders.marker();
        if (marker == null) {
            throw CommandFailure.badInput(
                    "[%s] must be the output of a run, but is not"
                            .formatted(
                                    folders.output() == null
                                            ? folders.state().path()
                                            : folders.output()));
        }
        table.row("output", folders.output());
        Outcome told = Outcome.read(folders.output());
        if (told != null) {
            table.row("status", words(told));
        } else if (CommittedOutput.of(folders.output()).hasEnded(marker.lanes())) {
            table.row(
                    "status",
                    "finished; to see whether it is complete, use 'deltabook run --resume --output %s'"
                            .formatted(folders.output()));
        } else {
            table.row("status", "state missing: [" + folders.state().path() + "]");
        }
    }

    private static String words(Outcome told) {
        String word = told.isComplete() ? "complete" : "finished, but not complete";
        return told.faults().isEmpty() ? word : word + ": " + String.join("; ", told.faults());
    }

    private static void withState(RunFolders folders, TextTable table)
            throws IOException, InterruptedException {
        LanePlan plan = PlanFile.read(folders.state().plan());
        table.row("output", folders.output());
        table.row("state", folders.state().path());
        table.row("started", folders.record().started() + " by " + folders.record().version());
        JobRecord job = JobRecord.read(folders.state().job());
        Outcome told = Outcome.read(folders.output());
        JobRest rest = null;
        try {
            rest = RunArguments.running(folders);
        } catch (IOException e) {
            table.row("status", "unknown: " + job.cluster() + " does not answer");
        }
        if (rest != null) {
            running(table, job, rest);
        } else if (StateLock.isTaken(folders.state())) {
            table.row("status", "starting or ending");
        } else if (told != null) {
            table.row("status", words(told));
        } else {
            table.row(
                    "status",
                    "not running; resume with 'deltabook run --resume --output "
                            + folders.output()
                            + "'");
        }
        newest(folders, plan, table);
    }

    private static void running(TextTable table, JobRecord job, JobRest rest)
            throws IOException, InterruptedException {
        JobRest.Tasks tasks = rest.tasks();
        String word = rest.status().word().toLowerCase(Locale.ROOT);
        table.row(
                "status",
                tasks.waiting() == 0 ? word : word + ", " + SlotWatch.why(tasks, rest.slots()));
        table.row("web UI", job.cluster());
        table.row("job", job.jobId());
        long rows = job.rowsBefore() + rest.counts().rowsRead();
        table.row("read", RunProgress.rows(rows, job.rowsPlanned()));
        CheckpointCost cost = rest.checkpoints();
        table.row(
                "checkpoints",
                String.format(
                        Locale.ROOT,
                        "%,d completed, %,d failed in this attempt; %.2f MB and %.2f s on average",
                        cost.completed(),
                        cost.failed(),
                        cost.averageBytes() / 1e6,
                        cost.average().toMillis() / 1e3));
    }

    private static void newest(RunFolders folders, LanePlan plan, TextTable table)
            throws IOException {
        try {
            RestorePoint newest = RestorePoints.newest(folders.state());
            if (newest == null) {
                table.row("newest checkpoint", "none");
                return;
            }
            long rows = RestorePointContent.read(newest).positions(plan).rows();
            table.row("newest checkpoint", RunProgress.of(newest, rows, plan.rows()));
        } catch (UnreadableRestorePointException e) {
            table.row("newest checkpoint", e.getMessage());
        }
    }

    private static List<String> lanes(RunFolders folders) throws IOException {
        Map<LaneId, Long> times = CommittedOutput.newestEvents(folders.output());
        if (times.isEmpty()) {
            return List.of();
        }
        TextTable table = new TextTable("lane", "committed up to");
        times.forEach((lane, time) -> table.row(lane, EpochText.of(time)));
        List<String> lines = new ArrayList<>(List.of(""));
        lines.addAll(table.lines());
        return lines;
    }
}
