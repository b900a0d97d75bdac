// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.testing;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.batch.EventBatch;
import io.deltabook.contract.EventClock;
import io.deltabook.job.OrderBookJob;
import io.deltabook.job.cli.testing.RunSettings;
import io.deltabook.job.config.ConfigLayers;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.config.JobConf;
import io.deltabook.job.failure.Sabotage;
import io.deltabook.job.failure.SabotagedSource;
import io.deltabook.job.failure.SlowStages;
import io.deltabook.job.memory.MemorySettings;
import io.deltabook.job.operator.OrderBookFunction;
import io.deltabook.job.output.BookBounds;
import io.deltabook.job.output.OutputFolder;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.write.BatchWriter;
import io.deltabook.job.parquet.event.write.ColumnEventBatchWriter;
import io.deltabook.job.plan.LanePlan;
import io.deltabook.job.plan.LanePlanner;
import io.deltabook.job.seed.LaneSeeds;
import io.deltabook.job.serialization.ValueTypeInfo;
import io.deltabook.job.sink.EventSinks;
import io.deltabook.job.sink.SinkSettings;
import io.deltabook.job.source.DeltaFileSource;
import io.deltabook.job.source.KeyGroupLaneKeys;
import io.deltabook.job.source.lane.ReadingRules;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** One run of the whole job, from Parquet to committed Parquet, with the settings of the CLI. */
public final class TestRun {
    private final Path output;
    private final Map<String, Object> options = new LinkedHashMap<>();
    private Sabotage sabotage;
    private int restarts;
    private MemorySettings memory;
    private String savepoint;
    private SlowStages stages = SlowStages.NONE;

    private TestRun(Path output) {
        this.output = output;
    }

    /** A run with the default options except for a short checkpoint interval. */
    public static TestRun of(Path output, Path... inputs) {
        TestRun run = new TestRun(output);
        run.options.put("input", List.of(inputs).stream().map(Path::toString).toList());
        run.options.put("output", output.toString());
        run.options.put("checkpoint.interval", "1s");
        return run;
    }

    /** Sets an option as {@code --set} would. */
    public TestRun set(String option, Object value) {
        options.put(option, value.toString());
        return this;
    }

    public TestRun set(Map<String, ?> values) {
        values.forEach(this::set);
        return this;
    }

    public TestRun parallelism(int subtasks) {
        return set("parallelism", subtasks);
    }

    /** Lets the run fail, and continue from its checkpoints this many times. */
    public TestRun sabotage(Sabotage failures, int restartsAllowed) {
        sabotage = failures;
        restarts = restartsAllowed;
        return this;
    }

    /** Watches the memory of the sources in another way than the options say. */
    public TestRun memory(MemorySettings settings) {
        memory = settings;
        return this;
    }

    /** Lets the run continue from a savepoint, which it takes over. */
    public TestRun from(String path) {
        savepoint = path;
        return this;
    }

    /** Lets stages of the job wait where they are told to. */
    public TestRun slowedBy(SlowStages slow) {
        stages = slow;
        return this;
    }

    /** Runs to the end, which must be a good one. */
    public RunOutput on(JobCluster cluster) throws Exception {
        return await(cluster, start(cluster));
    }

    /** Starts the run. */
    public JobID start(JobCluster cluster) throws Exception {
        if (savepoint == null) {
            BookBounds bounds =
                    BookBounds.of(conf().book(), conf().source().format().nonPositivePrices());
            OutputFolder.claim(output, "test", "test", List.of(), bounds);
        }
        return cluster.start(graph());
    }

    /** Waits for the end of the run, which must be a good one. */
    public RunOutput await(JobCluster cluster, JobID id) throws Exception {
        JobCluster.EndedJob job = cluster.await(id);
        job.result().toJobExecutionResult(getClass().getClassLoader());
        return new RunOutput(output, job.restores());
    }

    /** Runs to the end, which must be a failure. */
    public void failOn(JobCluster cluster) throws Exception {
        if (cluster.run(graph()).result().isSuccess()) {
            throw new AssertionError("the run must fail, but did not: " + options);
        }
    }

    /** Folder of the checkpoints; empty after a good end. */
    public Path checkpoints() throws InvalidConfigException {
        String folder = flink(conf()).get(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
        return Path.of(URI.create(folder));
    }

    private JobConf conf() throws InvalidConfigException {
        return JobConf.from(new ConfigLayers().add(options, "test").configuration());
    }

    private Configuration flink(JobConf conf) throws InvalidConfigException {
        Configuration flink = RunSettings.of(conf.run());
        flink.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, Duration.ZERO);
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, restarts);
        flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
        if (sabotage != null) {
            flink.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ZERO);
        }
        if (savepoint != null) {
            flink.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        }
        if (restarts == 0) {
            flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        }
        return flink;
    }

    private StreamGraph graph() throws InvalidConfigException {
        JobConf conf = conf();
        SinkSettings sink =
                SinkSettings.of(
                                conf.run().output().toString(),
                                conf.sink().compression().name(),
                                conf.sink().rowGroupBytes(),
                                conf.sink().fileMaxBytes(),
                                conf.sink().idleClose())
                        .with(conf.sink().format(EventSchema.VERSION), conf.sink().encodings());
        LanePlan plan =
                LanePlanner.plan(conf.source(), new KeyGroupLaneKeys(conf.run().maxParallelism()));
        Source<DeltaBatch, ?, ?> source =
                DeltaFileSource.of(
                        plan,
                        new ReadingRules(conf.source().onBadFile(), conf.book().clock()),
                        ValueTypeInfo.DELTA_BATCH,
                        memory == null ? conf.memory().settings() : memory);
        BatchWriter.Factory<EventBatch> writers = stages.writers(ColumnEventBatchWriter::open);
        StreamExecutionEnvironment environment = new StreamExecutionEnvironment(flink(conf));
        OrderBookJob.Sinks sinks =
                new OrderBookJob.Sinks(
                        EventSinks.events(
                                sink, sabotage == null ? writers : sabotage.writers(writers)),
                        conf.sink().quotes() ? EventSinks.quotes(sink) : null,
                        EventSinks.periods(sink),
                        EventSinks.rejects(sink),
                        EventSinks.incidents(sink),
                        EventSinks.statistics(sink));
        OrderBookJob.build(
                environment,
                sabotage == null ? source : new SabotagedSource<>(source, sabotage),
                stages.books(
                        new OrderBookFunction(
                                conf.book().withClock(EventClock.EVENT),
                                LaneSeeds.NONE,
                                sinks.wanted(),
                                plan.rows())),
                sinks);
        return environment.getStreamGraph();
    }
}
