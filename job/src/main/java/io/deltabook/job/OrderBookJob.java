// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.batch.EventBatch;
import io.deltabook.batch.QuoteBatch;
import io.deltabook.contract.Incident;
import io.deltabook.contract.Reject;
import io.deltabook.engine.BookSettings;
import io.deltabook.job.operator.CommitListener;
import io.deltabook.job.operator.OrderBookFunction;
import io.deltabook.job.operator.SideOutputs;
import io.deltabook.job.operator.WritingFunction;
import io.deltabook.job.seed.LaneSeeds;
import io.deltabook.job.serialization.BookOutput;
import io.deltabook.job.serialization.ValueTypeInfo;
import io.deltabook.statistics.LaneStatistics;
import io.deltabook.statistics.Period;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.OutputTag;

/**
 * The topology: three tasks that read delta batches, keep the books of their lanes, and write what
 * the books made. Each has its own thread, and Flink's flow control between it and the next, so
 * that the web UI shows which of them the others wait for. Source, books and sinks can be passed
 * in, so that tests can replace them. The uids are part of the state's format: a savepoint finds
 * its operators by them.
 */
public final class OrderBookJob {
    public static final String SOURCE_UID = "deltas";
    public static final String BOOK_UID = "order-book";
    public static final String WRITING_UID = "writing";
    public static final String EVENTS_UID = "events";
    public static final String QUOTES_UID = "quotes";
    public static final String PERIODS_UID = "periods";
    public static final String REJECTS_UID = "rejects";
    public static final String INCIDENTS_UID = "incidents";
    public static final String STATISTICS_UID = "statistics";

    /** What the web UI says of the tasks. */
    private static final String READING =
            "Reading: decodes the recorded deltas, trades and books of each symbol in their order";

    private static final String BOOK =
            "Book: rebuilds the order book of each symbol, finds gaps, makes the events";

    private static final String WRITING =
            "Writing: encodes and writes Parquet files; busy if the disk is slow";

    /**
     * Where the job writes.
     *
     * @param events fed by the book operator at the same parallelism, so that a lane's events reach
     *     a single writer in order
     * @param quotes the best levels; null if they are not written
     * @param periods the states of the books; null if they are not written
     * @param rejects rows that could not be used
     * @param incidents findings about the input
     * @param statistics one row per lane, when it is complete
     */
    public record Sinks(
            Sink<EventBatch> events,
            Sink<QuoteBatch> quotes,
            Sink<Period> periods,
            Sink<Reject> rejects,
            Sink<Incident> incidents,
            Sink<LaneStatistics> statistics) {
        /** Which of the outputs that a run may do without are written. */
        public SideOutputs.Wanted wanted() {
            return new SideOutputs.Wanted(quotes != null, periods != null);
        }

        /** Without quotes and periods. */
        public Sinks(
                Sink<EventBatch> events,
                Sink<Reject> rejects,
                Sink<Incident> incidents,
                Sink<LaneStatistics> statistics) {
            this(events, null, null, rejects, incidents, statistics);
        }
    }

    private OrderBookJob() {}

    /**
     * Adds the job to an environment, with its state in RocksDB: the operator keeps books on the
     * heap beside their state and relies on a backend that copies the values it is given.
     */
    public static void build(
            StreamExecutionEnvironment environment,
            Source<DeltaBatch, ?, ?> source,
            Sinks sinks,
            BookSettings settings) {
        build(
                environment,
                source,
                new OrderBookFunction(settings, LaneSeeds.NONE, sinks.wanted(), 0),
                sinks);
    }

    /**
     * Adds the job with given books.
     *
     * @param books the function that keeps them
     */
    public static void build(
            StreamExecutionEnvironment environment,
            Source<DeltaBatch, ?, ?> source,
            KeyedProcessFunction<String, DeltaBatch, BookOutput> books,
            Sinks sinks) {
        build(environment, source, books, sinks, null);
    }

    /**
     * Adds the job with given books.
     *
     * @param books the function that keeps them
     * @param commits is told what is committed, null for nobody
     */
    public static void build(
            StreamExecutionEnvironment environment,
            Source<DeltaBatch, ?, ?> source,
            KeyedProcessFunction<String, DeltaBatch, BookOutput> books,
            Sinks sinks,
            CommitListener commits) {
        environment.configure(
                new Configuration().set(StateBackendOptions.STATE_BACKEND, "rocksdb"));
        SingleOutputStreamOperator<EventBatch> events =
                environment
                        .fromSource(
                                source,
                                WatermarkStrategy.noWatermarks(),
                                "deltas",
                                ValueTypeInfo.DELTA_BATCH)
                        .setDescription(READING)
                        .uid(SOURCE_UID)
                        .keyBy(batch -> batch.lane().key(), Types.STRING)
                        .process(books, ValueTypeInfo.BOOK_OUTPUT)
                        .name("order book")
                        .setDescription(BOOK)
                        .uid(BOOK_UID)
                        .process(new WritingFunction(commits), ValueTypeInfo.EVENT_BATCH)
                        .startNewChain()
                        .name("writing")
                        .setDescription(WRITING)
                        .uid(WRITING_UID);
        events.sinkTo(sinks.events()).name("events").uid(EVENTS_UID);
        if (sinks.quotes() != null) {
            side(events, SideOutputs.QUOTES, sinks.quotes(), QUOTES_UID);
        }
        if (sinks.periods() != null) {
            side(events, SideOutputs.PERIODS, sinks.periods(), PERIODS_UID);
        }
        side(events, SideOutputs.REJECTS, sinks.rejects(), REJECTS_UID);
        side(events, SideOutputs.INCIDENTS, sinks.incidents(), INCIDENTS_UID);
        side(events, SideOutputs.STATISTICS, sinks.statistics(), STATISTICS_UID);
    }

    private static <T> void side(
            SingleOutputStreamOperator<EventBatch> events,
            OutputTag<T> output,
            Sink<T> sink,
            String uid) {
        events.getSideOutput(output).sinkTo(sink).name(uid).uid(uid);
    }
}
