// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source.lane;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.BadInputException;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.job.config.BadFilePolicy;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.dataset.LostRows;
import io.deltabook.job.parquet.delta.ParquetDeltaReader;
import io.deltabook.job.plan.LaneGroup;
import io.deltabook.job.plan.PlannedFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks the delta files of a lane group in order, chunk by chunk, and ends with one end-of-lane
 * batch per lane. If more files may come, it ends without; a lane without delta files is then left
 * at its end, for its book snapshots to be merged there. Its output depends only on the group and
 * the start position. Used by one thread.
 */
public final class DeltaFileWalk implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(DeltaFileWalk.class);

    private final LaneGroup group;
    private final BadFilePolicy onBadFile;
    private final boolean isFollowed;
    private LanePosition position;
    private ParquetDeltaReader reader;

    /** A walk that ends its lanes. */
    public DeltaFileWalk(LaneGroup group, BadFilePolicy onBadFile, LanePosition start) {
        this(group, onBadFile, false, start);
    }

    DeltaFileWalk(LaneGroup group, ReadingRules rules, LanePosition start) {
        this(group, rules.onBadFile(), rules.isFollowed(), start);
    }

    private DeltaFileWalk(
            LaneGroup group, BadFilePolicy onBadFile, boolean isFollowed, LanePosition start) {
        this.group = group;
        this.onBadFile = onBadFile;
        this.isFollowed = isFollowed;
        this.position = start;
    }

    /**
     * The next chunk, null after the end of the lanes or of the files there are.
     *
     * @throws BadInputException if a file has changed since the run was planned
     * @throws BadFileException if a file is damaged and bad files stop the run
     */
    public LaneChunk next() throws IOException {
        while (position.file() < group.files().size()) {
            PlannedFile file = group.files().get(position.file());
            if (file.problem() != null) {
                return notice(file, file.problem());
            }
            try {
                List<DeltaBatch> batches = readChunk(file);
                if (batches != null) {
                    return chunk(batches, new LanePosition(position.file(), reader.position()));
                }
            } catch (BadFileException e) {
                UnchangedFile.of(file);
                if (onBadFile == BadFilePolicy.FAIL) {
                    throw e;
                }
                LOG.warn("Skipped rows from {} on: {}", position.row(), e.getMessage());
                close();
                return notice(file, LostRows.text(e.problem(), position.row(), file.rows()));
            }
            close();
            UnchangedFile.of(file);
            position = position.nextFile();
        }
        boolean isAtEnd = position.file() == group.files().size();
        return isAtEnd && (!isFollowed || group.files().isEmpty()) ? endOfLanes() : null;
    }

    private List<DeltaBatch> readChunk(PlannedFile file) throws IOException {
        if (reader == null) {
            Path path = UnchangedFile.of(file);
            reader =
                    ParquetDeltaReader.open(
                            path,
                            group.format(),
                            file.owners(),
                            group.lanes(),
                            group.unlisted(),
                            position.row());
        }
        return reader.readChunk();
    }

    private LaneChunk notice(PlannedFile file, String problem) {
        List<DeltaBatch> batches = new ArrayList<>();
        for (Lane lane : group.lanes()) {
            batches.add(DeltaBatch.badFile(lane, InputTable.DELTAS, file.path(), problem));
        }
        return chunk(batches, position.nextFile());
    }

    private LaneChunk endOfLanes() {
        List<DeltaBatch> batches = new ArrayList<>();
        for (Lane lane : group.lanes()) {
            batches.add(DeltaBatch.endOfLane(lane));
        }
        return chunk(batches, position.nextFile());
    }

    private LaneChunk chunk(List<DeltaBatch> batches, LanePosition next) {
        LaneChunk chunk = new LaneChunk(batches, position, next);
        position = next;
        return chunk;
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
