// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source.lane;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.job.plan.LaneGroup;
import io.deltabook.job.plan.PlannedTable;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Walks a lane group batch by batch, with the other tables of each lane merged in. Its position
 * depends only on the group and the number of steps. Memory does not grow with the input, only with
 * the lanes that have other tables: each holds a chunk of each table. Used by one thread.
 */
public final class MergedLaneWalk implements Closeable {
    private final DeltaFileWalk walk;
    private final Map<LaneId, LaneMerge> merges = new HashMap<>();
    private final LaneMerge sole;
    private LaneChunk chunk;
    private int index;
    private LanePosition position;

    private MergedLaneWalk(LaneGroup group, ReadingRules rules, LanePosition from)
            throws IOException {
        walk = new DeltaFileWalk(group, rules, new LanePosition(from.file(), from.row()));
        long rowsAtEnd = from.file() == group.files().size() ? from.row() : 0;
        try {
            for (Lane lane : group.lanes()) {
                List<PlannedTable> tables = group.tables(lane.id());
                if (!tables.isEmpty()) {
                    merges.put(
                            lane.id(), new LaneMerge(lane, tables, rules, from.key(), rowsAtEnd));
                }
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
        sole = group.lanes().size() == 1 ? merges.get(group.lanes().get(0).id()) : null;
    }

    /**
     * Starts at a position. A group of several lanes with other tables is walked again from its
     * start, because its positions do not record how far each lane was merged.
     *
     * @throws IllegalStateException if no step ends at the position
     */
    public static MergedLaneWalk open(LaneGroup group, ReadingRules rules, LanePosition position)
            throws IOException {
        boolean isFromStart = group.lanes().size() > 1 && !group.tables().isEmpty();
        LanePosition from = isFromStart ? LanePosition.START : position.chunk();
        MergedLaneWalk steps = new MergedLaneWalk(group, rules, from);
        try {
            if (steps.sole != null) {
                new MessageBefore(group, group.lanes().get(0), rules.onBadFile())
                        .tell(steps.sole, from);
            }
            steps.skip(from, position);
            return steps;
        } catch (IOException | RuntimeException e) {
            steps.close();
            throw e;
        }
    }

    private void skip(LanePosition from, LanePosition to) throws IOException {
        LanePosition reached = from;
        while (!reached.equals(to)) {
            MergedBatch step = next();
            if (step == null) {
                throw new IllegalStateException(
                        "a batch must end at the restart position, but none does at %s; the input is not what it was"
                                .formatted(to));
            }
            reached = step.next();
        }
    }

    /** The next step, null after the end of the lanes or of what the files there are determine. */
    public MergedBatch next() throws IOException {
        if (chunk == null) {
            chunk = walk.next();
            if (chunk == null) {
                return null;
            }
            index = 0;
            position = chunk.start().withKey(key());
            if (chunk.batches().isEmpty()) {
                return new MergedBatch(null, endOfChunk());
            }
            take();
        }
        DeltaBatch deltas = chunk.batches().get(index);
        LaneMerge merge = merges.get(deltas.lane().id());
        if (merge == null) {
            return new MergedBatch(deltas, endOfBatch());
        }
        DeltaBatch batch = merge.next();
        if (batch == null) {
            return null;
        }
        return new MergedBatch(batch, merge.isDone() ? endOfBatch() : insideBatch());
    }

    private void take() {
        DeltaBatch deltas = chunk.batches().get(index);
        LaneMerge merge = merges.get(deltas.lane().id());
        if (merge != null) {
            merge.take(deltas);
        }
    }

    private LanePosition endOfBatch() {
        index++;
        if (index == chunk.batches().size()) {
            return endOfChunk();
        }
        take();
        position = position.nextBatch();
        return position;
    }

    private LanePosition endOfChunk() {
        LanePosition next = chunk.next().withKey(key());
        chunk = null;
        return next;
    }

    /** Starts a new chunk where possible, so that none has more than a few batches. */
    private LanePosition insideBatch() {
        long splitKey = sole == null ? -1 : sole.splitKey();
        if (splitKey < 0) {
            position = position.nextBatch();
        } else {
            sole.split(splitKey);
            position = new LanePosition(position.file(), sole.fileRow(), 0, splitKey);
        }
        return position;
    }

    private long key() {
        return sole == null ? 0 : sole.key();
    }

    @Override
    public void close() throws IOException {
        walk.close();
        for (LaneMerge merge : merges.values()) {
            merge.close();
        }
    }
}
