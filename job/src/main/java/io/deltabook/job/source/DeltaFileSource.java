// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.job.memory.MemorySettings;
import io.deltabook.job.plan.LaneGroup;
import io.deltabook.job.plan.LanePlan;
import io.deltabook.job.source.lane.ReadingRules;
import io.deltabook.job.storage.shared.SharedStorage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.file.src.AbstractFileSource;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.PendingSplitsCheckpoint;
import org.apache.flink.connector.file.src.enumerate.FileEnumerator;
import org.apache.flink.connector.file.src.impl.FileSourceReader;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Source of delta batches. Lane groups are read in parallel, each by one reader, strictly in the
 * order of its files; the plan is part of the source, so the job lists no files. It ends with its
 * files or, if it follows input that grows, waits at their end to be stopped and started with more.
 */
public final class DeltaFileSource extends AbstractFileSource<DeltaBatch, LaneSplit> {
    private static final long serialVersionUID = 1L;

    private final LaneFormat format;
    private final MemorySettings memory;
    private final StorageProbe probe;
    private final ArrayList<LaneGroup> groups;
    private final boolean isFollowed;

    private DeltaFileSource(
            Path[] inputs,
            ArrayList<LaneGroup> groups,
            LaneFormat format,
            MemorySettings memory,
            StorageProbe probe,
            BookPlaces books,
            boolean isFollowed) {
        super(
                inputs,
                () -> new PlannedSplits(groups),
                splits -> new LaneAssigner(splits, books),
                format,
                null);
        this.format = format;
        this.memory = memory;
        this.probe = probe;
        this.groups = groups;
        this.isFollowed = isFollowed;
    }

    /**
     * The source of a plan.
     *
     * @param rules how lanes are read
     * @param type type information of the batches
     * @param memory how the memory of reading processes is watched
     */
    public static DeltaFileSource of(
            LanePlan plan,
            ReadingRules rules,
            TypeInformation<DeltaBatch> type,
            MemorySettings memory) {
        return of(plan, rules, type, memory, null, 0);
    }

    /**
     * The source of a plan in a job of several processes.
     *
     * @param storage what each of them must see; null if there is nothing to ask
     * @param maxParallelism key groups of the job, by which large lanes are read where their books
     *     are not; 0 if it does not matter
     */
    public static DeltaFileSource of(
            LanePlan plan,
            ReadingRules rules,
            TypeInformation<DeltaBatch> type,
            MemorySettings memory,
            SharedStorage storage,
            int maxParallelism) {
        ArrayList<LaneGroup> groups = new ArrayList<>(plan.groups());
        Path[] inputs = splits(groups).stream().map(FileSourceSplit::path).toArray(Path[]::new);
        LaneFormat format = new LaneFormat(rules, type);
        return new DeltaFileSource(
                inputs,
                groups,
                format,
                memory,
                new StorageProbe(storage),
                new BookPlaces(maxParallelism, plan.bytes()),
                rules.isFollowed());
    }

    private static List<LaneSplit> splits(List<LaneGroup> groups) {
        return groups.stream().map(group -> new LaneSplit(group, null)).toList();
    }

    @Override
    public SplitEnumerator<LaneSplit, PendingSplitsCheckpoint<LaneSplit>> createEnumerator(
            SplitEnumeratorContext<LaneSplit> context) {
        probe.look(context);
        return new LaneEnumerator(super.createEnumerator(context), context, groups.size());
    }

    @Override
    public SplitEnumerator<LaneSplit, PendingSplitsCheckpoint<LaneSplit>> restoreEnumerator(
            SplitEnumeratorContext<LaneSplit> context,
            PendingSplitsCheckpoint<LaneSplit> checkpoint) {
        probe.look(context);
        return new LaneEnumerator(
                super.restoreEnumerator(
                        context, LaneEnumerator.withNew(checkpoint, splits(groups))),
                context,
                groups.size());
    }

    /** Flink's file reader, whose reading thread asks the memory guard first. */
    @Override
    public SourceReader<DeltaBatch, LaneSplit> createReader(SourceReaderContext context) {
        probe.require(context);
        Intake intake = Intake.open(memory, context.metricGroup());
        ReachedEnds ends = new ReachedEnds();
        SourceReader<DeltaBatch, LaneSplit> reader =
                new FileSourceReader<>(
                        context, format.with(intake, ends), context.getConfiguration());
        Map<String, LaneGroup> byId = new HashMap<>();
        groups.forEach(group -> byId.put(group.id(), group));
        return new IntakeClosingReader(
                isFollowed ? new FollowingReader(reader, ends, intake) : reader, byId, intake);
    }

    @Override
    public SimpleVersionedSerializer<LaneSplit> getSplitSerializer() {
        return LaneSplitSerializer.INSTANCE;
    }

    /** Returns the plan instead of listing folders. */
    private static final class PlannedSplits implements FileEnumerator {
        private final List<LaneGroup> groups;

        PlannedSplits(List<LaneGroup> groups) {
            this.groups = groups;
        }

        @Override
        public Collection<FileSourceSplit> enumerateSplits(Path[] paths, int minDesiredSplits) {
            return new ArrayList<>(splits(groups));
        }
    }
}
