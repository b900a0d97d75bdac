// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.Lane;
import io.deltabook.job.OrderBookJob;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.config.JobConf;
import io.deltabook.job.config.SinkConf;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.report.Attempt;
import io.deltabook.job.report.BookBounds;
import io.deltabook.job.report.OutputFolder;
import io.deltabook.job.report.OutputTakenException;
import io.deltabook.job.report.Summary;
import io.deltabook.job.serialization.ValueTypeInfo;
import io.deltabook.job.sink.EventSinks;
import io.deltabook.job.sink.SinkSettings;
import io.deltabook.job.source.DeltaFileSource;
import io.deltabook.job.source.KeyGroupLaneKeys;
import io.deltabook.job.source.ReadingRules;
import io.deltabook.job.source.plan.LanePlan;
import io.deltabook.job.source.plan.LanePlanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of the job from its options to its report, on an embedded cluster. */
final class JobRun {
    private static final Logger LOG = LoggerFactory.getLogger(JobRun.class);
    private static final long POLL_MILLIS = 500;

    private final JobConf conf;
    private final Console console;
    private final Path output;
    private final long start = System.nanoTime();

    JobRun(JobConf conf, Console console) {
        this.conf = conf;
        this.console = console;
        this.output = conf.run().output().toAbsolutePath().normalize();
    }

    /** Runs to the end; an {@link ExitCode}. */
    int execute() throws CommandFailure, InvalidConfigException {
        Configuration flink = FlinkSettings.of(conf.run());
        requireApart();
        LanePlan plan = plan();
        OutputFolder folder = null;
        try {
            folder = claim(plan);
            StateFolder state = StateFolder.claim(conf.run().state());
            JobResult result;
            try {
                result = run(flink, plan, state);
            } finally {
                state.tidy();
            }
            if (!result.isSuccess()) {
                throw failure(result);
            }
            return report(plan, Duration.ofMillis(result.getNetRuntime()));
        } catch (IOException e) {
            throw CommandFailure.failed(RootCause.of(e), e);
        } finally {
            release(folder);
        }
    }

    /** What the run writes must not lie among what it reads, nor the other way round. */
    private void requireApart() throws CommandFailure {
        for (Path input : conf.source().inputs()) {
            requireApart(input, output, "--output");
            requireApart(input, conf.run().state(), "--state");
        }
    }

    private static void requireApart(Path input, Path written, String option)
            throws CommandFailure {
        Path from = input.toAbsolutePath().normalize();
        Path to = written.toAbsolutePath().normalize();
        if (from.startsWith(to) || to.startsWith(from)) {
            throw CommandFailure.badInput(
                    "[%s] must lie apart from the input [%s]; choose another %s"
                            .formatted(written, input, option),
                    null);
        }
    }

    private LanePlan plan() throws CommandFailure {
        try {
            LanePlan plan =
                    LanePlanner.plan(
                            conf.source(), new KeyGroupLaneKeys(conf.run().maxParallelism()));
            console.note(
                    String.format(
                            Locale.ROOT,
                            "Input: %,d lanes, %,d files, %,d rows, %.1f MB",
                            plan.lanes().size(),
                            plan.files().size(),
                            plan.rows(),
                            plan.bytes() / 1e6));
            return plan;
        } catch (BadInputException e) {
            throw CommandFailure.badInput(e.getMessage(), e);
        }
    }

    private OutputFolder claim(LanePlan plan) throws IOException, CommandFailure {
        try {
            return OutputFolder.claim(
                    output,
                    JobID.generate().toHexString(),
                    RunFingerprint.of(conf, plan),
                    plan.lanes().stream().map(Lane::id).toList(),
                    BookBounds.of(conf.book()));
        } catch (OutputTakenException e) {
            throw CommandFailure.badInput(e.getMessage(), e);
        }
    }

    private void release(OutputFolder folder) {
        try {
            if (folder != null) {
                folder.releaseIfUnused();
            }
        } catch (IOException e) {
            LOG.warn("[{}] could not be given back", output, e);
        }
    }

    private JobResult run(Configuration flink, LanePlan plan, StateFolder state)
            throws CommandFailure {
        try (StopOnSignal stop = new StopOnSignal(() -> stopped(state));
                EmbeddedCluster cluster = EmbeddedCluster.start(flink, conf.run().parallelism())) {
            console.note("Web UI: " + cluster.address() + " (while the run is on)");
            JobID job = cluster.submit(graph(flink, plan).getJobGraph());
            stop.running(cluster, job);
            JobResult result = await(cluster, job, plan.rows());
            stop.waitIfStopping();
            return result;
        }
    }

    private StreamGraph graph(Configuration flink, LanePlan plan) {
        SinkConf sink = conf.sink();
        SinkSettings settings =
                SinkSettings.of(
                        output.toString(),
                        sink.compression().name(),
                        sink.rowGroupBytes(),
                        sink.fileMaxBytes(),
                        sink.idleClose());
        StreamExecutionEnvironment environment = new StreamExecutionEnvironment(flink);
        OrderBookJob.build(
                environment,
                DeltaFileSource.of(
                        plan,
                        new ReadingRules(conf.source().onBadFile(), conf.book().clock()),
                        ValueTypeInfo.DELTA_BATCH),
                new OrderBookJob.Sinks(
                        EventSinks.events(settings),
                        EventSinks.rejects(settings),
                        EventSinks.incidents(settings),
                        EventSinks.statistics(settings)),
                conf.book());
        StreamGraph graph = environment.getStreamGraph();
        graph.setJobName("deltabook " + output.getFileName());
        return graph;
    }

    private JobResult await(EmbeddedCluster cluster, JobID job, long planned)
            throws CommandFailure {
        JobMonitor monitor = new JobMonitor(cluster.address(), job);
        CompletableFuture<JobResult> result = cluster.result(job);
        try (Progress progress = progress(planned)) {
            while (true) {
                try {
                    JobResult ended = result.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
                    if (ended.isSuccess()) {
                        progress.rows(planned);
                    }
                    return ended;
                } catch (TimeoutException e) {
                    progress.rows(monitor.rowsRead());
                }
            }
        } catch (ExecutionException e) {
            throw CommandFailure.failed("the job was lost: " + RootCause.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted while the job was running", e);
        }
    }

    private Progress progress(long planned) {
        return console.isTerminal()
                ? new ProgressLine(console, planned)
                : new ProgressLog(LOG::info, System::nanoTime, planned);
    }

    private CommandFailure failure(JobResult result) {
        Throwable error =
                result.getSerializedThrowable()
                        .map(Throwable.class::cast)
                        .orElseGet(
                                () -> new IllegalStateException(result.getJobStatus().toString()));
        String incomplete = "; " + incomplete();
        Throwable badInput = RootCause.find(error, BadFileException.class);
        if (badInput == null) {
            badInput = RootCause.find(error, BadInputException.class);
        }
        return badInput != null
                ? CommandFailure.badInput(badInput.getMessage() + incomplete, error)
                : CommandFailure.failed(
                        "the job failed: " + RootCause.of(error) + incomplete, error);
    }

    private String incomplete() {
        Path state = conf.run().state();
        return "%s is incomplete and cannot be gone on with: delete it%s, then run again"
                .formatted(output, Files.exists(state) ? " and " + state : "");
    }

    private void stopped(StateFolder state) {
        try {
            state.tidy();
        } catch (IOException e) {
            LOG.warn("[{}] could not be tidied", state.path(), e);
        }
        console.note("Stopped. The committed files are whole, but " + incomplete());
    }

    private int report(LanePlan plan, Duration jobTime) throws IOException, CommandFailure {
        Duration wallTime = Duration.ofNanos(System.nanoTime() - start);
        Attempt attempt = new Attempt(plan.rows(), wallTime, jobTime, PeakMemory.bytes());
        Summary summary = Summary.writeFor(output, attempt);
        new RunReport(summary, output).lines().forEach(console::print);
        boolean isSelective = !conf.source().symbols().isEmpty();
        List<String> faults = Balance.faults(plan, isSelective, summary);
        if (!faults.isEmpty()) {
            throw new CommandFailure(ExitCode.FAILED, faults, null);
        }
        List<String> gaps = GapLimit.faults(summary.lanes(), conf.run().maxGapRatio());
        if (!gaps.isEmpty()) {
            throw new CommandFailure(ExitCode.TOO_MANY_GAPS, gaps, null);
        }
        return ExitCode.CLEAN;
    }
}
