// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.job.cli.answer.StatusReport;
import io.deltabook.job.cli.cluster.ClusterTrustException;
import io.deltabook.job.cli.cluster.JobRest;
import io.deltabook.job.cli.cluster.SlotWatch;
import io.deltabook.job.cli.command.ConsoleCommand;
import io.deltabook.job.cli.command.JsonArgument;
import io.deltabook.job.cli.run.RunFolders;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.output.CommittedOutput;
import io.deltabook.job.output.Outcome;
import io.deltabook.job.output.OutputFolder;
import io.deltabook.job.plan.LanePlan;
import io.deltabook.job.state.CaughtUp;
import io.deltabook.job.state.JobRecord;
import io.deltabook.job.state.PlanFile;
import io.deltabook.job.state.RestorePoint;
import io.deltabook.job.state.RestorePointContent;
import io.deltabook.job.state.RestorePoints;
import io.deltabook.job.state.StateLock;
import io.deltabook.job.state.UnreadableRestorePointException;
import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code deltabook status}: shows the state of a run. */
@Command(
        name = "status",
        footer = {"  deltabook status /data/events", "  deltabook status --json /data/events"},
        description = {
            "Shows the status of a run, active or not: rows done, newest checkpoint, and how far"
                    + " each lane is committed."
        })
final class StatusCommand extends ConsoleCommand {
    @Mixin private RunArguments run;
    @Mixin private JsonArgument json;

    StatusCommand(Console console) {
        super(console);
    }

    @Override
    protected int execute() throws CommandFailure, InvalidConfigException, IOException {
        try {
            RunFolders folders = run.folders();
            StatusReport report =
                    folders.record() == null ? withoutState(folders) : withState(folders);
            report.committed(CommittedOutput.newestEvents(folders.output()));
            answer(json.isGiven(), report::json, report::lines);
            return ExitCode.CLEAN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted while waiting for the run's answer", e);
        }
    }

    private static StatusReport withoutState(RunFolders folders)
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
        StatusReport report = new StatusReport(folders.output(), null);
        Outcome told = Outcome.read(folders.output());
        if (told != null) {
            report.ended(told);
        } else if (CommittedOutput.of(folders.output()).hasEnded(marker.lanes())) {
            finished(folders, report);
        } else {
            report.status("state missing", "[" + folders.state().path() + "]");
        }
        return report;
    }

    private static void finished(RunFolders folders, StatusReport report) {
        report.status("finished", "whether it is complete has not been checked");
        report.next("Finish it with:", "deltabook finish --output " + folders.output());
    }

    private static String resume(RunFolders folders) {
        return "deltabook run --resume --output " + folders.output();
    }

    private static StatusReport withState(RunFolders folders)
            throws IOException, InterruptedException {
        StatusReport report = new StatusReport(folders.output(), folders.state().path());
        report.started(folders.record());
        JobRecord job = JobRecord.read(folders.state().job());
        Outcome told = Outcome.read(folders.output());
        LanePlan plan = PlanFile.read(folders.state().plan());
        JobRest rest = null;
        String silence = null;
        String doubt = null;
        String elsewhere = RunArguments.drivenElsewhere(folders, job);
        try {
            rest = elsewhere == null ? RunArguments.running(folders) : null;
        } catch (ClusterTrustException e) {
            doubt = e.getMessage();
        } catch (IOException e) {
            silence = job.cluster() + " does not answer";
        }
        if (elsewhere != null) {
            report.status("running", elsewhere + " drives it, and only there it can be asked");
        } else if (rest != null) {
            running(report, job, rest);
        } else if (doubt != null) {
            report.status("unknown", doubt);
        } else if (StateLock.isTaken(folders.state())) {
            report.status("starting or ending", silence);
        } else if (told != null) {
            report.ended(told);
        } else if (silence != null) {
            report.status("unknown", silence);
        } else if (CommittedOutput.of(folders.output()).hasEnded(plan.laneIds())) {
            finished(folders, report);
        } else if (CaughtUp.is(folders.state(), plan)) {
            report.status("caught up", "its input was read as far as it went");
            report.next("Follow it with:", resume(folders) + " --follow");
        } else {
            report.status("not running", null);
            report.next("Resume with:", resume(folders));
        }
        newest(folders, plan, report);
        return report;
    }

    private static void running(StatusReport report, JobRecord job, JobRest rest)
            throws IOException, InterruptedException {
        JobRest.Tasks tasks = rest.tasks();
        report.status(
                rest.status().word().toLowerCase(Locale.ROOT),
                tasks.waiting() == 0 ? null : SlotWatch.why(tasks, rest.slots()));
        report.job(job, job.rowsBefore() + rest.counts().rowsRead(), rest.checkpoints());
    }

    private static void newest(RunFolders folders, LanePlan plan, StatusReport report)
            throws IOException {
        try {
            RestorePoint newest = RestorePoints.newest(folders.state());
            if (newest == null) {
                report.noNewest("none");
                return;
            }
            long rows = RestorePointContent.read(newest).positions(plan).rows();
            report.newest(newest, rows, plan.rows());
        } catch (UnreadableRestorePointException e) {
            report.noNewest(e.getMessage());
        }
    }
}
