// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify.derived;

import io.deltabook.contract.HivePath;
import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.dataset.DerivedColumns;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.QuoteSchema;
import io.deltabook.job.parquet.event.read.NumberValues;
import io.deltabook.job.parquet.event.read.RowChunk;
import io.deltabook.job.verify.digest.DerivedDigests;
import io.deltabook.job.verify.digest.Digests;
import io.deltabook.job.verify.digest.HourDigester;
import io.deltabook.job.verify.digest.LaneDigest;
import io.deltabook.job.verify.digest.RowsDigest;
import io.deltabook.time.EventHour;
import java.io.Closeable;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.function.Consumer;

/** The quotes and periods of a lane, digested as they are read. */
public final class DerivedRows implements Closeable {
    private final LaneId lane;
    private final Consumer<String> misplaced;
    private final HourDigester quoteDigests = new HourDigester();
    private final MessageDigest periodDigest = Digests.begin();
    private final DatasetRows quotes;
    private final DatasetRows periods;
    private long periodRows;
    private long rightHour = Long.MIN_VALUE;
    private String rightFolder;

    /**
     * @param misplaced receives what is wrong with the place of a quote
     */
    public DerivedRows(LaneId lane, DerivedFiles files, Consumer<String> misplaced) {
        this.lane = lane;
        this.misplaced = misplaced;
        quotes = new DatasetRows(files.quotes(), DerivedColumns.QUOTES, this::quotes);
        periods = new DatasetRows(files.periods(), DerivedColumns.PERIODS, this::periods);
    }

    private void quotes(DatasetFile file, RowChunk chunk) {
        NumberValues nanos = chunk.number(EventSchema.EVENT_TIMESTAMP);
        NumberValues seq = chunk.number(EventSchema.EVENT_SEQ);
        quoteDigests.add(chunk, nanos, seq, 0, chunk.size());
        for (int row = 0; row < chunk.size(); row++) {
            boolean isRight =
                    file.folder().equals(rightFolder)
                            && EventHour.isIn(rightHour, nanos.value(row));
            if (!isRight && !isInPlace(file, EventHour.of(nanos.value(row)))) {
                misplaced.accept(
                        "the quote of event_seq %d must be in %s according to its event_timestamp %d, but is in %s"
                                .formatted(
                                        seq.value(row),
                                        folder(EventHour.of(nanos.value(row))),
                                        nanos.value(row),
                                        file.folder()));
                return;
            }
        }
    }

    private String folder(long hour) {
        return QuoteSchema.FOLDER + '/' + HivePath.of(lane) + '/' + EventHour.path(hour);
    }

    private boolean isInPlace(DatasetFile file, long hour) {
        rightHour = hour;
        rightFolder = folder(hour);
        return file.folder().equals(rightFolder);
    }

    private void periods(DatasetFile file, RowChunk chunk) {
        chunk.addTo(periodDigest, 0, chunk.size());
        periodRows += chunk.size();
    }

    /** The quotes in the order of their files. */
    DatasetRows quotes() {
        return quotes;
    }

    /** The periods in the order of their files. */
    DatasetRows periods() {
        return periods;
    }

    /** The digests of what was read. */
    public DerivedDigests digests() {
        return new DerivedDigests(
                new LaneDigest(lane, quoteDigests.end()),
                new RowsDigest(periodRows, Digests.text(periodDigest)));
    }

    /**
     * Reads everything that is left.
     *
     * @throws IOException if it cannot be read; the message names the file
     */
    public void drain() throws IOException {
        quotes.drain();
        periods.drain();
    }

    @Override
    public void close() throws IOException {
        quotes.close();
        periods.close();
    }
}
