// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.job.plan.LaneGroup;
import io.deltabook.job.plan.LanePlan;
import io.deltabook.job.plan.PlannedFile;
import io.deltabook.job.source.lane.LanePosition;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.connector.file.src.PendingSplitsCheckpoint;
import org.apache.flink.connector.file.src.PendingSplitsCheckpointSerializer;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.source.coordinator.SourceCoordinatorSerdeUtils;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle.StateMetaInfo;
import org.apache.flink.runtime.state.StreamStateHandle;

/**
 * How far the lane groups of a plan were read, according to a checkpoint or savepoint. Only delta
 * rows are known exactly; rows of trades and book snapshots are estimated in proportion.
 *
 * @param rows input rows read
 * @param unfinished lanes not read to the end; one whose end is read is none of them, even if its
 *     reader has not yet told so
 */
public record ReadPositions(long rows, Set<LaneId> unfinished) {
    /** Name of the list state in which Flink's source operator stores its splits. */
    private static final String READER_STATE = "SourceReaderState";

    public ReadPositions {
        unfinished = Set.copyOf(unfinished);
    }

    /** Reads the state of the source operator: its readers' splits and those not yet assigned. */
    public static ReadPositions of(OperatorState source, LanePlan plan) throws IOException {
        Map<String, LaneSplit> splits = new HashMap<>();
        int known = plan.groups().size();
        if (!source.isFullyFinished()) {
            if (source.getCoordinatorState() != null) {
                PendingSplitsCheckpoint<LaneSplit> pending =
                        pending(source.getCoordinatorState().getData());
                pending.getSplits().forEach(split -> splits.put(split.splitId(), split));
                known = LaneEnumerator.known(pending.getAlreadyProcessedPaths(), known);
            }
            for (OperatorSubtaskState subtask : source.getStates()) {
                for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
                    assigned(handle).forEach(split -> splits.put(split.splitId(), split));
                }
            }
        }
        long rows = 0;
        Set<LaneId> unfinished = new HashSet<>();
        for (LaneGroup group : plan.groups().subList(0, known)) {
            LaneSplit found = splits.get(group.id());
            LaneSplit split = found == null ? null : found.of(group);
            rows += split == null ? rows(group.allFiles()) : rowsDone(split, group);
            if (split != null) {
                split.unfinished().stream().map(Lane::id).forEach(unfinished::add);
            }
        }
        for (LaneGroup group : plan.groups().subList(known, plan.groups().size())) {
            group.lanes().stream().map(Lane::id).forEach(unfinished::add);
        }
        return new ReadPositions(Math.min(rows, plan.rows()), unfinished);
    }

    private static long rowsDone(LaneSplit split, LaneGroup group) {
        LanePosition position = split.position();
        int files = group.files().size();
        long all = rows(group.files(InputTable.DELTAS));
        long others = rows(group.allFiles()) - all;
        if (position.file() > files) {
            return all + others;
        }
        if (all == 0) {
            return position.row();
        }
        long deltas = position.file() < files ? position.row() : 0;
        for (PlannedFile file : group.files().subList(0, position.file())) {
            deltas += file.rows();
        }
        return deltas + Math.round((double) others * deltas / all);
    }

    private static long rows(Collection<PlannedFile> files) {
        return files.stream().mapToLong(PlannedFile::rows).sum();
    }

    private static PendingSplitsCheckpoint<LaneSplit> pending(byte[] coordinator)
            throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(coordinator));
        int layout = in.readInt();
        if (layout > SourceCoordinatorSerdeUtils.VERSION_1) {
            throw new IOException("version of the source's state must be known, but was " + layout);
        }
        int version = in.readInt();
        byte[] pending = new byte[in.readInt()];
        in.readFully(pending);
        return new PendingSplitsCheckpointSerializer<>(LaneSplitSerializer.INSTANCE)
                .deserialize(version, pending);
    }

    private static List<LaneSplit> assigned(OperatorStateHandle handle) throws IOException {
        List<LaneSplit> splits = new ArrayList<>();
        StateMetaInfo state = handle.getStateNameToPartitionOffsets().get(READER_STATE);
        if (state == null) {
            return splits;
        }
        StreamStateHandle content = handle.getDelegateStateHandle();
        try (FSDataInputStream stream = content.openInputStream()) {
            for (long offset : state.getOffsets()) {
                stream.seek(offset);
                DataInputStream in = new DataInputStream(stream);
                byte[] split = new byte[in.readInt()];
                in.readFully(split);
                splits.add(
                        SimpleVersionedSerialization.readVersionAndDeSerialize(
                                LaneSplitSerializer.INSTANCE, split));
            }
        }
        return splits;
    }
}
