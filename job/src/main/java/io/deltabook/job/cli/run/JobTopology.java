// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import io.deltabook.contract.EventClock;
import io.deltabook.engine.BookSettings;
import io.deltabook.job.OrderBookJob;
import io.deltabook.job.config.JobConf;
import io.deltabook.job.config.SinkConf;
import io.deltabook.job.operator.OrderBookFunction;
import io.deltabook.job.output.OutputFolder;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.plan.LanePlan;
import io.deltabook.job.seed.LaneSeeds;
import io.deltabook.job.serialization.ValueTypeInfo;
import io.deltabook.job.sink.EventSinks;
import io.deltabook.job.sink.SinkSettings;
import io.deltabook.job.source.DeltaFileSource;
import io.deltabook.job.source.lane.ReadingRules;
import io.deltabook.job.state.CommittedByJob;
import io.deltabook.job.storage.shared.SharedStorage;
import java.nio.file.Path;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.base.source.reader.SourceReaderOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** The job graph of a run. */
final class JobTopology {
    private JobTopology() {}

    /**
     * Builds the graph of one attempt in an environment of the cluster that it is for.
     *
     * @param job its id on a cluster of several processes, null if this is the only one
     */
    static StreamGraph of(StreamExecutionEnvironment environment, ClaimedRun run, JobID job) {
        JobConf conf = run.conf();
        LanePlan plan = run.plan();
        Path output = run.output().path();
        OrderBookJob.Sinks sinks = EventSinks.of(sink(conf, output, plan), conf.sink().quotes());
        OrderBookJob.build(
                environment,
                DeltaFileSource.of(
                        plan,
                        new ReadingRules(
                                conf.source().onBadFile(),
                                conf.book().clock(),
                                conf.run().isFollowed()),
                        ValueTypeInfo.DELTA_BATCH,
                        conf.memory().settings(),
                        job == null ? null : storage(run, job.toHexString()),
                        conf.run().maxParallelism()),
                new OrderBookFunction(
                        book(conf, plan),
                        LaneSeeds.of(run.state().seeds(), plan.seeds().keySet()),
                        sinks.wanted(),
                        plan.rows()),
                sinks,
                job == null
                        ? null
                        : CommittedByJob.of(run.state(), run.output().runId(), job.toHexString()));
        StreamGraph graph = environment.getStreamGraph();
        graph.setJobName(JobName.of(plan));
        return graph;
    }

    private static SharedStorage storage(ClaimedRun run, String job) {
        return SharedStorage.of(
                run.output().path().resolve(OutputFolder.MARKER),
                run.output().runId(),
                run.state().job(),
                job);
    }

    /** In the first schema version, events carry the time that orders the tables. */
    private static BookSettings book(JobConf conf, LanePlan plan) {
        return plan.schemaVersion() == EventSchema.FIRST_VERSION
                ? conf.book()
                : conf.book().withClock(EventClock.EVENT);
    }

    private static SinkSettings sink(JobConf conf, Path output, LanePlan plan) {
        SinkConf sink = conf.sink();
        return SinkSettings.of(
                        output.toString(),
                        sink.compression().name(),
                        sink.rowGroupBytes(),
                        sink.fileMaxBytes(),
                        sink.idleClose())
                .with(sink.format(plan.schemaVersion()), sink.encodings());
    }

    /** How much input and output the job can hold in memory. */
    static RawDataBudget rawData(Configuration flink, JobConf conf, LanePlan plan) {
        return RawDataBudget.of(
                plan,
                new RawDataBudget.Width(
                        conf.run().parallelism(),
                        flink.get(SourceReaderOptions.ELEMENT_QUEUE_CAPACITY),
                        flink.get(TaskManagerOptions.MEMORY_SEGMENT_SIZE).getBytes()),
                conf.book(),
                sink(conf, conf.run().output(), plan));
    }
}
