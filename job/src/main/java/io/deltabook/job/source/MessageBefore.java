// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.batch.MessageKeys;
import io.deltabook.contract.Lane;
import io.deltabook.job.config.BadFilePolicy;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.ParquetDeltaReader;
import io.deltabook.job.source.plan.LaneGroup;
import io.deltabook.job.source.plan.PlannedFile;
import java.io.IOException;
import java.util.List;

/**
 * Finds the last delta row before a position that belongs to a message, so that a reader which is
 * restored there knows whether the next row goes on with it. Looks back a few rows first, for they
 * nearly always tell.
 */
final class MessageBefore {
    private static final int FIRST_LOOK = 16;

    private final LaneGroup group;
    private final Lane lane;
    private final BadFilePolicy onBadFile;
    private final MessageKeys keys;

    MessageBefore(LaneGroup group, Lane lane, BadFilePolicy onBadFile) {
        this.group = group;
        this.lane = lane;
        this.onBadFile = onBadFile;
        this.keys = new MessageKeys(lane.mode());
    }

    /** Tells the merge about the row, if there is one. */
    void tell(LaneMerge merge, LanePosition position) throws IOException {
        boolean isFound =
                position.file() < group.files().size()
                        && search(group.files().get(position.file()), position.row(), merge);
        for (int file = position.file() - 1; file >= 0 && !isFound; file--) {
            PlannedFile planned = group.files().get(Math.min(file, group.files().size() - 1));
            if (planned.problem() == null) {
                isFound = search(planned, readable(planned), merge);
            }
        }
    }

    /** Searches the rows of a file before one, from the back. */
    private boolean search(PlannedFile file, long before, LaneMerge merge) throws IOException {
        long end = before;
        long look = FIRST_LOOK;
        boolean isFound = false;
        while (end > 0 && !isFound) {
            long start = Math.max(0, end - look);
            isFound = search(file, start, end, merge);
            end = start;
            look = DeltaBatch.MAX_ROWS;
        }
        return isFound;
    }

    private boolean search(PlannedFile file, long start, long end, LaneMerge merge)
            throws IOException {
        boolean isFound = false;
        try (ParquetDeltaReader reader = open(file, start)) {
            while (reader.position() < end) {
                for (DeltaBatch batch : reader.readChunk()) {
                    for (int row = 0; row < batch.size() && batch.fileRow(row) < end; row++) {
                        if (keys.isKeyed(batch, row)) {
                            merge.follow(batch, row);
                            isFound = true;
                        }
                    }
                }
            }
        }
        return isFound;
    }

    /** The rows of a file that were read: of one that broke, the chunks before the break. */
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
