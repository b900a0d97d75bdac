// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.contract.LaneId;
import io.deltabook.job.cli.answer.RunProgress;
import io.deltabook.job.cli.cluster.JobRest;
import io.deltabook.job.cli.cluster.SavepointRequest;
import io.deltabook.job.cli.cluster.WaitsForSlotsException;
import io.deltabook.job.cli.command.ConsoleCommand;
import io.deltabook.job.cli.run.RunAttempt;
import io.deltabook.job.cli.run.RunFolders;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.output.CommittedOutput;
import io.deltabook.job.output.Outcome;
import io.deltabook.job.plan.LanePlan;
import io.deltabook.job.state.PlanFile;
import io.deltabook.job.state.RestorePoint;
import io.deltabook.job.state.RestorePointContent;
import io.deltabook.job.state.RestorePoints;
import io.deltabook.job.state.StateLock;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code deltabook stop}: stops a running run with a savepoint. */
@Command(
        name = "stop",
        footer = "  deltabook stop /data/events",
        description = {
            "Ends a run with a savepoint, from which 'run --resume' continues. For use in another"
                    + " terminal; Ctrl-C in the run's own does the same.",
            "The run's process ends with exit code 5."
        })
final class StopCommand extends ConsoleCommand {
    private static final String AT_ITS_END = "The run finished before it could be stopped.";
    private static final long POLL_MILLIS = 100;
    private static final long PATIENCE_SECONDS = 60;

    @Mixin private RunArguments run;

    StopCommand(Console console) {
        super(console);
    }

    @Override
    protected int execute() throws CommandFailure, InvalidConfigException {
        try {
            RunFolders folders = run.folders();
            JobRest job = RunArguments.requireRunning(folders);
            LanePlan plan = PlanFile.read(folders.state().plan());
            boolean isCancelled = false;
            try {
                new SavepointRequest(job, folders.state().savepoints()).stop();
            } catch (WaitsForSlotsException e) {
                // Nothing is running, so a savepoint would have nothing to keep.
                console.print("No savepoint could be taken, because " + e.getMessage() + ".");
                isCancelled = true;
                cancel(job);
            } catch (IOException e) {
                requireEnded(job, e);
            }
            awaitRelease(folders);
            return say(folders, plan, isCancelled);
        } catch (IOException e) {
            throw CommandFailure.failed("the run could not be stopped: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted while the run was stopped", e);
        }
    }

    private static void cancel(JobRest job) throws IOException, InterruptedException {
        job.cancel();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!job.status().isEnded()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("the job must end after it was cancelled, but does not");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** A cluster inside the run's process ends with the job, before it has answered everything. */
    private void requireEnded(JobRest job, IOException failure)
            throws IOException, InterruptedException {
        try {
            if (job.status().isEnded()) {
                return;
            }
        } catch (IOException e) {
            log().debug("The cluster is gone, and the job with it", e);
            return;
        }
        throw failure;
    }

    /** Lets the process that started the run print its final lines. */
    private static void awaitRelease(RunFolders folders) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (StateLock.isTaken(folders.state()) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private int say(RunFolders folders, LanePlan plan, boolean isCancelled)
            throws IOException, CommandFailure {
        Outcome told = Outcome.read(folders.output());
        if (told != null) {
            console.print(AT_ITS_END);
            if (told.exitCode() != ExitCode.CLEAN) {
                throw new CommandFailure(told.exitCode(), told.faults(), null);
            }
            return ExitCode.CLEAN;
        }
        if (!folders.state().hasRun()) {
            console.print(RunAttempt.UNUSED);
            return ExitCode.CLEAN;
        }
        RestorePoint newest = RestorePoints.newest(folders.state());
        if (newest == null && !isCancelled) {
            List<LaneId> lanes = plan.laneIds();
            if (CommittedOutput.of(folders.output()).hasEnded(lanes)) {
                console.print(AT_ITS_END + " For its report, use:");
                console.print("  deltabook finish --output " + folders.output());
                return ExitCode.CLEAN;
            }
            throw CommandFailure.failed(
                    "[%s] the run must have finished or stopped with a savepoint, but did neither: resume with 'deltabook run --resume --output %s'"
                            .formatted(folders.state().path(), folders.output()),
                    null);
        }
        if (newest == null) {
            console.print(
                    "Stopped before the first checkpoint; the run will start over. Resume with:");
        } else {
            long rows = RestorePointContent.read(newest).positions(plan).rows();
            console.print(
                    "Stopped at "
                            + RunProgress.of(newest, rows, plan.rows())
                            + RunProgress.committed(folders.output())
                            + ". Resume with:");
        }
        console.print("  deltabook run --resume --output " + folders.output());
        return ExitCode.CLEAN;
    }
}
