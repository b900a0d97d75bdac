// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.sink;

import io.deltabook.batch.EventBatch;
import io.deltabook.contract.Incident;
import io.deltabook.contract.Reject;
import io.deltabook.job.parquet.dataset.Dataset;
import io.deltabook.job.parquet.dataset.IncidentDataset;
import io.deltabook.job.parquet.dataset.RejectDataset;
import io.deltabook.job.parquet.dataset.StatisticsDataset;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.write.ColumnEventBatchWriter;
import io.deltabook.job.parquet.event.write.EventBatchWriter;
import io.deltabook.statistics.LaneStatistics;
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

    /** {@code events/exchange=…/symbol=…/date=…/hour=…/events-*.parquet}. */
    public static FileSink<EventBatch> events(SinkSettings settings) {
        return events(settings, ColumnEventBatchWriter::open);
    }

    /** As {@link #events(SinkSettings)}, with another writer of the same schema. */
    public static FileSink<EventBatch> events(
            SinkSettings settings, EventBatchWriter.Factory writers) {
        OpenParts openParts = new OpenParts(settings.eventParts());
        return FileSink.forBulkFormat(
                        settings.folder(EventSchema.FOLDER),
                        new EventBulkWriterFactory(writers, settings.parquet(), openParts))
                .withBucketAssigner(new LaneHourBucketAssigner(openParts))
                .withRollingPolicy(new EventRollingPolicy(settings, openParts))
                .withBucketCheckInterval(settings.checkInterval().toMillis())
                .withOutputFileConfig(new OutputFileConfig(EventSchema.FOLDER, SUFFIX))
                .build();
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
