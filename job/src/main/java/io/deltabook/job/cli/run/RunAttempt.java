// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import io.deltabook.contract.BadInputException;
import io.deltabook.job.cli.answer.RunProgress;
import io.deltabook.job.cli.cluster.Cluster;
import io.deltabook.job.cli.cluster.FlinkSettings;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.Counted;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.terminal.FullDisk;
import io.deltabook.job.cli.terminal.ProcessLimits;
import io.deltabook.job.cli.terminal.RootCause;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.config.RunConf;
import io.deltabook.job.output.Attempt;
import io.deltabook.job.output.CommittedOutput;
import io.deltabook.job.output.Manifest;
import io.deltabook.job.output.Summary;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.state.CaughtUp;
import io.deltabook.job.state.JobRecord;
import io.deltabook.job.state.RestorePoint;
import io.deltabook.job.state.RestorePointContent;
import io.deltabook.job.state.RestorePoints;
import io.deltabook.job.storage.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobmaster.JobResult;

/** One attempt of a claimed run, from start to report. */
public final class RunAttempt {
    /** Note for a run that was stopped so early that its folders are given back. */
    public static final String UNUSED =
            "Stopped before anything was written. Nothing is left of the run; start it again with the same command.";

    /** Refuses to leave a job that would end with this process. */
    public static final String DETACHED_FROM_ITSELF =
            "--detach must be given with --cluster HOST:PORT, but there is none: a cluster inside this process ends with it";

    private final ClaimedRun run;
    private final RunAnswer answer;
    private final Console console;
    private final Path output;
    private final long start = System.nanoTime();
    private Manifest earlier;
    private boolean isCaughtUp;

    /**
     * An attempt that has yet to start.
     *
     * @param answer how its result is printed
     */
    public RunAttempt(ClaimedRun run, RunAnswer answer, Console console) {
        this.run = run;
        this.answer = answer;
        this.console = console;
        this.output = run.output().path();
    }

    /** Runs until the job ends, however it ends; returns an {@link ExitCode}. */
    public int execute() throws CommandFailure, InvalidConfigException, IOException {
        Configuration flink = FlinkSettings.of(run.conf().run());
        return concluded(new RunningJob(run, console).execute(flink));
    }

    /**
     * Runs on a given cluster until the job ends, however it ends; returns an {@link ExitCode}.
     *
     * @param flink the job's settings
     */
    public int executeOn(Cluster cluster, Configuration flink)
            throws CommandFailure, InvalidConfigException, IOException {
        return concluded(new RunningJob(run, console).executeOn(cluster, flink));
    }

    /** Tells what the manifest of the output said before, null if there was none. */
    public RunAttempt after(Manifest manifest) {
        earlier = manifest;
        return this;
    }

    /** Whether it ended because it follows its input and has read what there is. */
    public boolean isCaughtUp() {
        return isCaughtUp;
    }

    private int concluded(RunningJob.End end) throws CommandFailure, IOException {
        if (!end.result().isSuccess()) {
            if (end.stopSavepoint() != null) {
                new ForeignStop(run.state(), console).after(end.stopSavepoint());
            }
            return ended(end);
        }
        try {
            return succeeded(end);
        } catch (IOException e) {
            throw CommandFailure.failed(explained(RootCause.of(e)) + wayOut(), e);
        }
    }

    /**
     * Gives the job to its cluster and leaves it to run there, unwatched; returns an {@link
     * ExitCode}.
     */
    public int detach() throws CommandFailure, InvalidConfigException, IOException {
        RunConf conf = run.conf().run();
        if (conf.cluster() == null) {
            throw CommandFailure.usage(DETACHED_FROM_ITSELF);
        }
        if (conf.checkpointEveryEvents() > 0) {
            console.warn(
                    "checkpoint.every-events has no effect with --detach: only a command that waits for the run counts its events");
        }
        return left(new RunningJob(run, console).submit(FlinkSettings.of(conf)));
    }

    /** The same on a given cluster. */
    public int detachOn(Cluster cluster, Configuration flink) throws CommandFailure, IOException {
        return left(new RunningJob(run, console).submitTo(cluster, flink));
    }

    private int left(JobRecord job) throws IOException {
        answer.submitted(job, output, console);
        return ExitCode.CLEAN;
    }

    private int succeeded(RunningJob.End end) throws CommandFailure, IOException {
        boolean isFinished = CommittedOutput.of(output).hasEnded(run.plan().laneIds());
        if (!isFinished) {
            RestorePoint savepoint =
                    new ForeignStop(run.state(), console).after(end.stopSavepoint());
            if (savepoint != null) {
                return stopped(savepoint, end);
            }
        }
        return report(end);
    }

    private int ended(RunningJob.End end) throws CommandFailure, IOException {
        boolean isCancelled =
                end.result().getJobStatus().filter(JobStatus.CANCELED::equals).isPresent();
        if (end.signalCode() == 0 && !isCancelled) {
            throw failure(end);
        }
        if (end.error() != null) {
            console.note("The job failed: " + explained(end.error()));
        }
        RestorePoint newest = RestorePoints.newest(run.state());
        if (run.isUnused()) {
            console.note(UNUSED);
        } else {
            console.note(
                    newest == null
                            ? "Stopped before the first checkpoint; the run will start over. Resume with:"
                            : "Stopped. Work after %s will be repeated. Resume with:"
                                    .formatted(newest));
            console.note("  " + run.resumeCommand());
        }
        return end.signalCode() == 0 ? ExitCode.STOPPED : end.signalCode();
    }

    private int stopped(RestorePoint savepoint, RunningJob.End end) throws IOException {
        long rows = RestorePointContent.read(savepoint).positions(run.plan()).rows();
        isCaughtUp = end.isCaughtUp() && end.signalCode() == 0;
        if (isCaughtUp) {
            console.note(
                    "Caught up with the input at "
                            + RunProgress.of(savepoint, rows, run.plan().rows())
                            + RunProgress.committed(output)
                            + ".");
            Manifest manifest =
                    earlier == null ? Manifest.scan(output) : Manifest.rescan(output, earlier);
            answer.stopped(Summary.writeFor(output, manifest, attempt(rows, end)), console);
            CaughtUp.at(savepoint, run.plan()).write(run.state());
            return ExitCode.CLEAN;
        }
        console.note(
                "Stopped at "
                        + RunProgress.of(savepoint, rows, run.plan().rows())
                        + RunProgress.committed(output)
                        + ". Resume with:");
        console.note("  " + run.resumeCommand());
        answer.stopped(Summary.writeFor(output, attempt(rows, end)), console);
        return end.signalCode() == 0 ? ExitCode.STOPPED : end.signalCode();
    }

    private Attempt attempt(long rows, RunningJob.End end) {
        return new Attempt(
                rows - run.rowsBefore(),
                Duration.ofNanos(System.nanoTime() - start),
                Duration.ofMillis(end.result().getNetRuntime()),
                PeakMemory.bytes(),
                end.checkpoints(),
                run.plan().warningLines());
    }

    private CommandFailure failure(RunningJob.End end) throws IOException {
        JobResult result = end.result();
        Throwable error =
                result.getSerializedThrowable()
                        .map(Throwable.class::cast)
                        .orElseGet(
                                () -> new IllegalStateException(result.getJobStatus().toString()));
        String said = end.error() == null ? RootCause.of(error) : end.error();
        String aborted = AbortedUpload.explain(said, output);
        if (aborted != null) {
            return CommandFailure.failed(aborted, error);
        }
        Throwable badInput = RootCause.find(error, BadFileException.class);
        if (badInput == null) {
            badInput = RootCause.find(error, BadInputException.class);
        }
        return badInput != null
                ? CommandFailure.badInput(badInput.getMessage() + wayOut(), error)
                : CommandFailure.failed("the job failed: " + explained(said) + wayOut(), error);
    }

    private String wayOut() throws IOException {
        if (run.isUnused()) {
            return "; nothing was written: fix the cause and start the run again with the same command";
        }
        return "; %s is not complete: fix the cause and resume with '%s'"
                .formatted(output, run.resumeCommand());
    }

    private String explained(String error) {
        Path state = run.state().path();
        return FullDisk.explain(
                ProcessLimits.explain(error),
                output,
                Place.isRemote(state) ? run.state().workingFiles() : state);
    }

    private int report(RunningJob.End end) throws IOException, CommandFailure {
        console.note("Checking the output and writing its manifest.");
        Completion completion = Completion.of(output, run.plan(), run.conf());
        Completion.Result result = completion.conclude(attempt(run.plan().rows(), end));
        if (result.outcome().isComplete()) {
            run.deleteState();
        }
        answer.finished(result.summary(), output, console);
        completion
                .lost()
                .forEach(
                        (file, rows) ->
                                console.note(
                                        "[%s] turned out to be broken while it was read, and %s lost; the BAD_FILE incidents say in which lanes"
                                                .formatted(
                                                        file,
                                                        Counted.of(rows, "row")
                                                                + (rows == 1 ? " is" : " are"))));
        return result.end(run.state(), console);
    }
}
