// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.watch;

import io.deltabook.job.cli.cluster.ClusterTrustException;
import io.deltabook.job.cli.cluster.JobRest;
import io.deltabook.job.cli.cluster.SlotWatch;
import io.deltabook.job.cli.finish.RunFinish;
import io.deltabook.job.cli.finish.RunVerdict;
import io.deltabook.job.cli.run.RunAnswer;
import io.deltabook.job.cli.run.RunAttempt;
import io.deltabook.job.cli.run.RunFolders;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.terminal.Progress;
import io.deltabook.job.cli.terminal.ProgressLine;
import io.deltabook.job.cli.terminal.RootCause;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.output.CommittedOutput;
import io.deltabook.job.state.JobRecord;
import io.deltabook.job.state.PlanFile;
import io.deltabook.job.state.StateLock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the progress of a run that it does not drive, until the run's job has ended and no process
 * holds its state any more; then finishes it, or says how it goes on. It may be ended at any time,
 * and there may be several; only finishing takes the locks.
 */
public final class RunWatch {
    private static final Logger LOG = LoggerFactory.getLogger(RunWatch.class);
    private static final long PAUSE_MILLIS = 500;

    private final Path output;
    private final Path state;
    private final RunAnswer answer;
    private final Console console;
    private final Duration patience;
    private JobRest.Status last;

    /**
     * A run to watch.
     *
     * @param output its output, null if only the state is named
     * @param state its state, null if only the output is named
     * @param answer how its result is printed
     * @param patience how long a cluster may fail to answer
     */
    public RunWatch(Path output, Path state, RunAnswer answer, Console console, Duration patience) {
        this.output = output;
        this.state = state;
        this.answer = answer;
        this.console = console;
        this.patience = patience;
    }

    /** Watches until the end; returns an {@link ExitCode}. */
    public int execute()
            throws CommandFailure, InvalidConfigException, IOException, InterruptedException {
        RunFolders folders = RunFolders.find(output, state);
        while (folders.record() != null) {
            JobRecord job = JobRecord.read(folders.state().job());
            boolean isDriven = StateLock.isTaken(folders.state());
            if (job != null && (isDriven || !job.isEmbedded())) {
                try {
                    watch(folders, job);
                } catch (ClusterTrustException e) {
                    throw CommandFailure.failed(e.getMessage(), e);
                }
            }
            if (!isDriven && !StateLock.isTaken(folders.state())) {
                break;
            }
            // Whoever drives it is starting it, or is checking and reporting what it wrote.
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            folders = RunFolders.find(output, state);
        }
        return ended(RunFolders.find(output, state));
    }

    /** Returns when the job has ended or, if it lives in another process, cannot be asked. */
    private void watch(RunFolders folders, JobRecord job)
            throws CommandFailure, IOException, InterruptedException {
        JobRest rest = JobRest.of(job, folders.state());
        try (Progress progress =
                Progress.of(
                        console,
                        true,
                        LOG::info,
                        ProgressLine.ROWS,
                        job.rowsBefore(),
                        job.rowsPlanned())) {
            SlotWatch slots = new SlotWatch(rest, progress, System::nanoTime);
            long answered = System.nanoTime();
            while (true) {
                try {
                    last = rest.status();
                    if (last.isEnded()) {
                        return;
                    }
                    answered = System.nanoTime();
                    slots.look();
                    progress.done(rest.counts().rowsRead());
                } catch (ClusterTrustException e) {
                    throw e;
                } catch (IOException e) {
                    if (job.isEmbedded() || !folders.state().hasRun()) {
                        LOG.debug("[{}] has ended with its process", job.cluster(), e);
                        return;
                    }
                    if (System.nanoTime() - answered > patience.toNanos()) {
                        throw silent(folders, job, e);
                    }
                    progress.waits(job.cluster() + " does not answer");
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
    }

    private CommandFailure silent(RunFolders folders, JobRecord job, IOException e) {
        return CommandFailure.failed(
                "[%s] must answer how job %s stands, but has not for %d s (%s): if the cluster is gone, 'deltabook finish --output %s' says whether the run is complete"
                        .formatted(
                                job.cluster(),
                                job.jobId(),
                                patience.toSeconds(),
                                RootCause.of(e),
                                folders.output()),
                e);
    }

    private int ended(RunFolders folders)
            throws CommandFailure, InvalidConfigException, IOException {
        boolean isGone = folders.record() == null && folders.marker() == null;
        if (isGone && last != null) {
            console.print(RunAttempt.UNUSED);
            return ExitCode.STOPPED;
        }
        if (folders.record() == null || RunVerdict.isToldComplete(folders) || isAtItsEnd(folders)) {
            return new RunFinish(folders, Map.of(), answer, console).execute();
        }
        String word = last == null ? "" : ", as its job is %s".formatted(last.word());
        String text =
                "[%s] the run has stopped before its end%s: resume it with 'deltabook run --resume --output %1$s'"
                        .formatted(folders.output(), word);
        if (last != null && last.word().equals("FAILED")) {
            throw CommandFailure.failed(text, null);
        }
        console.note(text);
        return ExitCode.STOPPED;
    }

    private static boolean isAtItsEnd(RunFolders folders) throws IOException {
        return CommittedOutput.of(folders.output())
                .hasEnded(PlanFile.read(folders.state().plan()).laneIds());
    }
}
