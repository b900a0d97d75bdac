// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import io.deltabook.job.cli.cluster.Cluster;
import io.deltabook.job.cli.cluster.EmbeddedCluster;
import io.deltabook.job.cli.cluster.FlinkSettings;
import io.deltabook.job.cli.cluster.JobRest;
import io.deltabook.job.cli.cluster.RemoteCluster;
import io.deltabook.job.cli.cluster.RestToken;
import io.deltabook.job.cli.cluster.SavepointRequest;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.ExecutableJar;
import io.deltabook.job.cli.terminal.Progress;
import io.deltabook.job.cli.terminal.ProgressLine;
import io.deltabook.job.cli.terminal.RootCause;
import io.deltabook.job.config.RunConf;
import io.deltabook.job.output.CheckpointCost;
import io.deltabook.job.state.JobRecord;
import io.deltabook.job.state.NewestCheckpoints;
import io.deltabook.job.state.StopSavepoint;
import io.deltabook.job.storage.Place;
import io.deltabook.job.storage.lease.LeaseLostException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One job of a run, from submission until it finishes, fails or is stopped by a signal. */
final class RunningJob {
    private static final Logger LOG = LoggerFactory.getLogger(RunningJob.class);

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int LOOKS_AT_ENDS = 2;

    private final ClaimedRun run;
    private final Console console;
    private final CompletableFuture<Running> running = new CompletableFuture<>();
    private boolean isStopped;
    private int looksAtEnds;
    private boolean isCaughtUp;
    private long checkpointsSeen;
    private RestToken token;

    private record Running(Cluster cluster, JobID job, JobRest rest) {}

    /**
     * How a job ended.
     *
     * @param result the cluster's result
     * @param checkpoints cost of its checkpoints
     * @param error why it failed, in one line; null if it did not
     * @param stopSavepoint the savepoint that stopped it; null if there was none or the cluster
     *     does not report it yet
     * @param signalCode exit code of the process because of a signal, 0 without one
     * @param isCaughtUp whether it was stopped because it follows its input and has read what there
     *     is
     */
    record End(
            JobResult result,
            CheckpointCost checkpoints,
            String error,
            StopSavepoint stopSavepoint,
            int signalCode,
            boolean isCaughtUp) {}

    RunningJob(ClaimedRun run, Console console) {
        this.run = run;
        this.console = console;
    }

    /**
     * Runs the job; returns when it has ended and, after a signal, the shutdown has been reported.
     */
    End execute(Configuration flink) throws CommandFailure, IOException {
        Configuration settings = settings(flink);
        try (StopOnSignal signal = new StopOnSignal(this::stop);
                WorkingFolder working = workingFolder()) {
            if (working != null) {
                settings.set(CoreOptions.TMP_DIRS, working.path().toString());
            }
            FatalExit fatal = new FatalExit("resume with '" + run.resumeCommand() + "'");
            try (Cluster cluster = start(settings)) {
                return execute(settings, cluster, signal);
            } finally {
                fatal.close();
                running.cancel(false);
            }
        }
    }

    /**
     * Gives the job to its cluster, which must be a remote one, and leaves it there.
     *
     * @return where it is
     */
    JobRecord submit(Configuration flink) throws CommandFailure, IOException {
        Configuration settings = settings(flink);
        try (Cluster cluster = start(settings)) {
            return submit(settings, cluster);
        }
    }

    /** Gives the job to a given cluster and leaves it there. */
    JobRecord submitTo(Cluster cluster, Configuration flink) throws CommandFailure, IOException {
        return submit(settings(flink), cluster);
    }

    private JobRecord submit(Configuration settings, Cluster cluster)
            throws CommandFailure, IOException {
        JobID job = cluster.nextJob();
        JobRecord record = record(cluster, job);
        submit(settings, cluster, job);
        return record;
    }

    private void submit(Configuration settings, Cluster cluster, JobID job) throws CommandFailure {
        JobID known = cluster.isEmbedded() ? null : job;
        cluster.submit(JobTopology.of(cluster.environment(settings, job), run, known), job);
    }

    /**
     * Runs the job on a given cluster and returns when it has ended. Signals are left to whoever
     * owns this process.
     */
    End executeOn(Cluster cluster, Configuration flink) throws CommandFailure, IOException {
        try {
            return execute(settings(flink), cluster, null);
        } finally {
            running.cancel(false);
        }
    }

    private Configuration settings(Configuration flink) {
        return run.restored() == null
                ? flink
                : FlinkSettings.restoring(flink, run.restored().folder());
    }

    /** Null for a remote cluster, which has its own. */
    private WorkingFolder workingFolder() throws CommandFailure, IOException {
        return run.conf().run().cluster() == null ? WorkingFolder.create(run.state()) : null;
    }

    private Cluster start(Configuration flink) throws CommandFailure, IOException {
        RunConf conf = run.conf().run();
        if (conf.cluster() != null) {
            RemoteCluster remote = RemoteCluster.connect(conf.cluster(), conf.clusterJar(), flink);
            try {
                flink.set(CoreOptions.DEFAULT_PARALLELISM, remote.width(conf, console));
                return remote;
            } catch (CommandFailure e) {
                remote.close();
                throw e;
            }
        }
        String advice = ExecutableJar.advice();
        if (advice != null) {
            console.note(advice);
        }
        token = RestToken.create(run.state().workingFiles());
        return EmbeddedCluster.start(flink, conf.parallelism(), token);
    }

    private End execute(Configuration flink, Cluster cluster, StopOnSignal signal)
            throws CommandFailure, IOException {
        console.note(
                "Web UI: "
                        + cluster.address()
                        + (cluster.isEmbedded() ? " (while the run lasts)" : ""));
        JobID job = cluster.nextJob();
        run.locks().onLoss(run.output().runId(), this::abandon);
        record(cluster, job);
        if (isAsked(signal)) {
            throw new CommandFailure(
                    signal.exitCode(), List.of("stopped before the job was started"), null);
        }
        submit(flink, cluster, job);
        JobRest rest =
                new JobRest(
                        cluster.address(),
                        job.toHexString(),
                        token == null ? null : token.header());
        running.complete(new Running(cluster, job, rest));
        NewestCheckpoints points = run.restorePoints();
        try (Progress progress = progress(run.plan().rows());
                CheckpointFailures failures = new CheckpointFailures()) {
            JobWatch watch =
                    new JobWatch(
                            rest,
                            progress,
                            run.conf().run().checkpointEveryEvents(),
                            new PauseLimit(rest, run.conf().memory().pauseTimeout(), this::giveUp),
                            run.leftovers(),
                            () -> {
                                lookAtCheckpoints(rest, points);
                                lookAtEnds(rest);
                            },
                            PAUSE,
                            System::nanoTime);
            JobResult result = watch.await(cluster.result(job));
            requireLease();
            if (result.isSuccess()) {
                points.lookAtEnd();
            } else {
                points.look();
            }
            if (signal != null) {
                signal.join();
            }
            return new End(
                    result,
                    cluster.checkpoints(job),
                    result.getSerializedThrowable()
                            .map(error -> failures.explain(RootCause.of(error)))
                            .orElse(null),
                    cluster.stopSavepoint(job),
                    isAsked(signal) ? signal.exitCode() : 0,
                    isCaughtUp);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted while the job was stopped", e);
        }
    }

    /** Asks a store only when there is a new one: each look costs requests. */
    private void lookAtCheckpoints(JobRest rest, NewestCheckpoints points) {
        if (!Place.isRemote(run.state().path())) {
            points.look();
            return;
        }
        try {
            long completed = rest.checkpoints().completed();
            if (completed != checkpointsSeen && points.look()) {
                checkpointsSeen = completed;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Another process may write to the output: the job must not commit more. */
    private void abandon() {
        console.note("The lease of the output or of the state is lost: cancelling the job.");
        try {
            Running now = running.get();
            now.cluster().cancel(now.job());
        } catch (ExecutionException | CancellationException e) {
            LOG.debug("There is no job to cancel", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void requireLease() throws CommandFailure {
        try {
            run.locks().requireHeld();
        } catch (LeaseLostException e) {
            throw CommandFailure.failed(e.getMessage(), e);
        }
    }

    private static boolean isAsked(StopOnSignal signal) {
        return signal != null && signal.isAsked();
    }

    /** Before the job is given away, so that it is never unknown where it runs. */
    private JobRecord record(Cluster cluster, JobID job) throws IOException {
        JobRecord record =
                new JobRecord(
                        cluster.address(),
                        job.toHexString(),
                        cluster.isEmbedded(),
                        cluster.isApplication(),
                        run.rowsBefore(),
                        run.plan().rows(),
                        null);
        record.write(run.state().job());
        return record;
    }

    private Progress progress(long planned) {
        return Progress.of(console, true, LOG::info, ProgressLine.ROWS, run.rowsBefore(), planned);
    }

    /** On the first signal: ends the job with a savepoint, or without one if none can be taken. */
    private void stop() {
        String remote = run.conf().run().cluster();
        stop(
                remote == null
                        ? "Stopping with a savepoint. A second signal ends the process at once; work after the last checkpoint is then repeated."
                        : "Stopping the job on the cluster at %s with a savepoint. A second signal ends this command at once; the job may then keep running: see 'deltabook status --output %s'."
                                .formatted(remote, run.output().path()));
    }

    /** Stops before the system kills the process for lack of memory. */
    private void giveUp() {
        stop(
                "Memory has not fallen below 85 %% of memory.limit for %d s: stopping with a savepoint. Before resuming, give the run more memory or make it use less: docs/memory.md says how."
                        .formatted(run.conf().memory().pauseTimeout().toSeconds()));
    }

    /** Metrics of tasks that are gone may be shown for a moment longer. */
    private void lookAtEnds(JobRest rest) {
        if (!run.conf().run().isFollowed() || isCaughtUp) {
            return;
        }
        try {
            looksAtEnds = rest.isCaughtUp() ? looksAtEnds + 1 : 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (looksAtEnds == LOOKS_AT_ENDS) {
            isCaughtUp = true;
            stop("All that has come is read: stopping with a savepoint.");
        }
    }

    /** A signal may arrive while the job is already being stopped. */
    private synchronized void stop(String note) {
        if (isStopped) {
            return;
        }
        isStopped = true;
        console.note(note);
        try {
            Running now = running.get();
            try {
                new SavepointRequest(now.rest(), run.state().savepoints()).stop();
            } catch (IOException e) {
                console.note("No savepoint could be taken: " + e.getMessage());
                now.cluster().cancel(now.job());
            }
        } catch (ExecutionException | CancellationException e) {
            LOG.debug("There is no job to stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
