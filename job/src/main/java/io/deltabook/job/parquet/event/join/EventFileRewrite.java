// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.join;

import io.deltabook.batch.EventBatch;
import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.ParquetSettings;
import io.deltabook.job.parquet.event.read.EventFileReader;
import io.deltabook.job.parquet.event.write.BatchWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** Joins events files of one lane into one by decoding and re-encoding their rows. */
public final class EventFileRewrite {
    private EventFileRewrite() {}

    /**
     * Writes all rows of some files, in the given order, as one file. The caller must check that
     * they are the same, by the {@link FileContent} of the result.
     *
     * @param parts files of one lane with the columns of {@link EventSchema}, ascending by
     *     event_seq
     * @param content content of the parts
     * @param writers factory of the new file's writer
     * @param settings how the new file is written; the format must be that of the parts
     * @param out receives the file; not closed
     */
    public static void write(
            List<Path> parts,
            LaneId lane,
            FileContent content,
            BatchWriter.Factory<EventBatch> writers,
            ParquetSettings settings,
            OutputStream out)
            throws IOException {
        BatchWriter<EventBatch> writer = writers.open(out, settings);
        EventBatches batches = new EventBatches(content.lane(lane));
        for (Path part : parts) {
            try (EventFileReader reader = EventFileReader.open(part)) {
                EventFileJoin.requireFormat(part, reader.chunk().format(), settings.format());
                while (reader.next()) {
                    try {
                        batches.forEach(reader.chunk(), writer::write);
                    } catch (IllegalArgumentException | NullPointerException e) {
                        throw EventFileJoin.notRows(
                                part, "events", reader.firstRow(), reader.chunk().size(), e);
                    }
                }
            }
        }
        writer.finish();
    }
}
