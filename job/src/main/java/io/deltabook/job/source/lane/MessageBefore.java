// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source.lane;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.Lane;
import io.deltabook.job.config.BadFilePolicy;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.delta.ParquetDeltaReader;
import io.deltabook.job.plan.LaneGroup;
import io.deltabook.job.plan.PlannedFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the message before a position, so that a reader restored there knows whether the next row
 * continues it. Looks back a few rows first; these nearly always suffice.
 */
final class MessageBefore {
    private static final int FIRST_LOOK = 16;

    /** Factor by which the look-back grows when fewer rows do not suffice. */
    private static final int MORE = 64;

    private final LaneGroup group;
    private final Lane lane;
    private final BadFilePolicy onBadFile;

    /** A range of rows of a file. */
    private record Stretch(PlannedFile file, long start, long end) {}

    MessageBefore(LaneGroup group, Lane lane, BadFilePolicy onBadFile) {
        this.group = group;
        this.lane = lane;
        this.onBadFile = onBadFile;
    }

    /** Tells the merge about the message, if there is one. */
    void tell(LaneMerge merge, LanePosition position) throws IOException {
        List<Stretch> stretches = new ArrayList<>();
        MessageRun run = new MessageRun(lane);
        if (position.file() < group.files().size()) {
            run = before(group.files().get(position.file()), position.row(), stretches);
        }
        int last = Math.min(position.file(), group.files().size()) - 1;
        for (int file = last; file >= 0 && run.isUnclear(); file--) {
            PlannedFile planned = group.files().get(file);
            if (planned.problem() == null) {
                run = before(planned, readable(planned), stretches);
            }
        }
        merge.follow(run);
    }

    /**
     * The message before a row, from more and more rows of the file before it and from those after.
     *
     * @param stretches the following rows; the rows examined are prepended
     */
    private MessageRun before(PlannedFile file, long end, List<Stretch> stretches)
            throws IOException {
        long look = FIRST_LOOK;
        stretches.add(0, new Stretch(file, end, end));
        MessageRun run = read(stretches);
        while (run.isUnclear() && stretches.get(0).start() > 0) {
            stretches.set(0, new Stretch(file, Math.max(0, end - look), end));
            run = read(stretches);
            look *= MORE;
        }
        return run;
    }

    private MessageRun read(List<Stretch> stretches) throws IOException {
        MessageRun run = new MessageRun(lane);
        for (Stretch stretch : stretches) {
            if (stretch.start() < stretch.end()) {
                read(stretch, run);
            }
        }
        return run;
    }

    private void read(Stretch stretch, MessageRun run) throws IOException {
        try (ParquetDeltaReader reader = open(stretch.file(), stretch.start())) {
            while (reader.position() < stretch.end()) {
                for (DeltaBatch batch : reader.readChunk()) {
                    for (int row = 0; row < batch.size(); row++) {
                        if (batch.fileRow(row) < stretch.end() && run.isKeyed(batch, row)) {
                            run.follow(batch, row);
                        }
                    }
                }
            }
        }
    }

    /** The rows of a file that were read; of a damaged one, the chunks before the damage. */
    private long readable(PlannedFile file) throws IOException {
        if (onBadFile == BadFilePolicy.FAIL) {
            return file.rows();
        }
        long read = 0;
        try (ParquetDeltaReader reader = open(file, 0)) {
            while (reader.readChunk() != null) {
                read = reader.position();
            }
        } catch (BadFileException e) {
            return read;
        }
        return read;
    }

    private ParquetDeltaReader open(PlannedFile file, long row) throws IOException {
        return ParquetDeltaReader.open(
                UnchangedFile.of(file),
                group.format(),
                file.owners(),
                List.of(lane),
                group.unlisted(),
                row);
    }
}
