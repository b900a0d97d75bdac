// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.sink;

import io.deltabook.batch.EventBatch;
import io.deltabook.batch.HourBatch;
import io.deltabook.batch.QuoteBatch;
import io.deltabook.contract.Incident;
import io.deltabook.contract.Reject;
import io.deltabook.job.OrderBookJob;
import io.deltabook.job.parquet.dataset.Dataset;
import io.deltabook.job.parquet.dataset.IncidentDataset;
import io.deltabook.job.parquet.dataset.PeriodDataset;
import io.deltabook.job.parquet.dataset.RejectDataset;
import io.deltabook.job.parquet.dataset.StatisticsDataset;
import io.deltabook.job.parquet.event.BatchBytes;
import io.deltabook.job.parquet.event.EventBytes;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.ParquetSettings;
import io.deltabook.job.parquet.event.QuoteBytes;
import io.deltabook.job.parquet.event.QuoteSchema;
import io.deltabook.job.parquet.event.write.BatchWriter;
import io.deltabook.job.parquet.event.write.ColumnEventBatchWriter;
import io.deltabook.job.parquet.event.write.ColumnQuoteBatchWriter;
import io.deltabook.statistics.LaneStatistics;
import io.deltabook.statistics.Period;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;

/**
 * The file sinks of the job, each exactly once through Flink's two-phase commit.
 *
 * <p>The sink of the events follows the keyed operator with a forward edge and equal parallelism:
 * each lane is then written by one subtask, its batches in {@code event_seq} order, so the rows of
 * a file are ordered and the files of an hour do not overlap. With another partitioning neither
 * holds.
 */
public final class EventSinks {
    private static final String SUFFIX = ".parquet";

    private EventSinks() {}

    /**
     * All sinks of a run. The first schema version has neither quotes nor periods.
     *
     * @param quotes whether quotes are written
     */
    public static OrderBookJob.Sinks of(SinkSettings settings, boolean quotes) {
        boolean hasBoth = QuoteSchema.isIn(settings.format().version());
        return new OrderBookJob.Sinks(
                events(settings),
                hasBoth && quotes ? quotes(settings) : null,
                hasBoth ? periods(settings) : null,
                rejects(settings),
                incidents(settings),
                statistics(settings));
    }

    /** {@code events/exchange=…/symbol=…/date=…/hour=…/events-*.parquet}. */
    public static FileSink<EventBatch> events(SinkSettings settings) {
        return events(settings, ColumnEventBatchWriter::open);
    }

    /** As {@link #events(SinkSettings)}, with another writer of the same schema. */
    public static FileSink<EventBatch> events(
            SinkSettings settings, BatchWriter.Factory<EventBatch> writers) {
        return hours(
                settings,
                EventSchema.FOLDER,
                writers,
                settings.parquet(),
                new EventBytes(settings.format()),
                settings.eventParts());
    }

    /** {@code quotes/exchange=…/symbol=…/date=…/hour=…/quotes-*.parquet}. */
    public static FileSink<QuoteBatch> quotes(SinkSettings settings) {
        return hours(
                settings,
                QuoteSchema.FOLDER,
                ColumnQuoteBatchWriter::open,
                settings.quotes(),
                new QuoteBytes(),
                settings.quoteParts());
    }

    private static <B extends HourBatch<B>> FileSink<B> hours(
            SinkSettings settings,
            String folder,
            BatchWriter.Factory<B> writers,
            ParquetSettings parquet,
            BatchBytes<B> sizes,
            OpenParts.Limits limits) {
        OpenParts openParts = new OpenParts(limits);
        return FileSink.forBulkFormat(
                        settings.folder(folder),
                        new BatchBulkWriter.Factory<>(writers, parquet, openParts))
                .withBucketAssigner(new LaneHourBucketAssigner<>(openParts))
                .withRollingPolicy(new BatchRollingPolicy<>(settings, sizes, openParts))
                .withBucketCheckInterval(settings.checkInterval().toMillis())
                .withOutputFileConfig(new OutputFileConfig(folder, SUFFIX))
                .build();
    }

    /** {@code periods/exchange=…/symbol=…/periods-*.parquet}. */
    public static FileSink<Period> periods(SinkSettings settings) {
        return dataset(settings, new PeriodDataset());
    }

    /** {@code rejects/exchange=…/symbol=…/rejects-*.parquet}. */
    public static FileSink<Reject> rejects(SinkSettings settings) {
        return dataset(settings, new RejectDataset());
    }

    /** {@code incidents/exchange=…/symbol=…/incidents-*.parquet}. */
    public static FileSink<Incident> incidents(SinkSettings settings) {
        return dataset(settings, new IncidentDataset());
    }

    /** {@code statistics/exchange=…/symbol=…/statistics-*.parquet}. */
    public static FileSink<LaneStatistics> statistics(SinkSettings settings) {
        return dataset(settings, new StatisticsDataset());
    }

    private static <T> FileSink<T> dataset(SinkSettings settings, Dataset<T> dataset) {
        OpenParts openParts = new OpenParts(settings.datasetParts());
        return FileSink.forBulkFormat(
                        settings.folder(dataset.folder()),
                        new DatasetBulkWriter.Factory<>(dataset, settings.parquet(), openParts))
                .withBucketAssigner(new LaneBucketAssigner<>(dataset, openParts))
                .withRollingPolicy(new DatasetRollingPolicy<>(settings, openParts))
                .withBucketCheckInterval(settings.checkInterval().toMillis())
                .withOutputFileConfig(new OutputFileConfig(dataset.folder(), SUFFIX))
                .build();
    }
}
