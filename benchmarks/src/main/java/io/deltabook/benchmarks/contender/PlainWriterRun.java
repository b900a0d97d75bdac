// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.contender;

import io.deltabook.job.OrderBookJob;
import io.deltabook.job.config.JobConf;
import io.deltabook.job.parquet.testing.RowEventBatchWriter;
import io.deltabook.job.plan.LanePlan;
import io.deltabook.job.serialization.ValueTypeInfo;
import io.deltabook.job.sink.EventSinks;
import io.deltabook.job.sink.SinkSettings;
import io.deltabook.job.source.DeltaFileSource;
import io.deltabook.job.source.lane.ReadingRules;
import java.nio.file.Path;

/**
 * The job with the plain writer: every row goes through parquet-java's record consumer.
 *
 * <p>Arguments: home, input, output, state, parallelism, file for the figures.
 */
public final class PlainWriterRun {
    private PlainWriterRun() {}

    public static void main(String[] args) throws Exception {
        Path output = Path.of(args[2]);
        JobConf conf = Plans.conf(Path.of(args[1]), output);
        LanePlan plan = Plans.plan(conf);
        SinkSettings sink =
                SinkSettings.of(
                        output.toString(),
                        conf.sink().compression().name(),
                        conf.sink().rowGroupBytes(),
                        conf.sink().fileMaxBytes(),
                        conf.sink().idleClose());
        double seconds =
                ClusterRun.execute(
                        Path.of(args[0]),
                        Path.of(args[3]),
                        Integer.parseInt(args[4]),
                        environment ->
                                OrderBookJob.build(
                                        environment,
                                        DeltaFileSource.of(
                                                plan,
                                                new ReadingRules(
                                                        conf.source().onBadFile(),
                                                        conf.book().clock()),
                                                ValueTypeInfo.DELTA_BATCH,
                                                conf.memory().settings()),
                                        new OrderBookJob.Sinks(
                                                EventSinks.events(sink, RowEventBatchWriter::open),
                                                EventSinks.rejects(sink),
                                                EventSinks.incidents(sink),
                                                EventSinks.statistics(sink)),
                                        conf.book()));
        new Figures(seconds, plan.rows()).write(Path.of(args[5]));
    }
}
