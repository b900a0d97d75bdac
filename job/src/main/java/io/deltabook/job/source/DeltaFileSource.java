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
import java.util.List;
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
 * Bounded source of delta batches. Lane groups are read in parallel, each by one reader, strictly
 * in the order of its files; the plan is part of the source, so the job lists no files.
 */
public final class DeltaFileSource extends AbstractFileSource<DeltaBatch, LaneSplit> {
    private static final long serialVersionUID = 1L;

    private final LaneFormat format;
    private final MemorySettings memory;
    private final StorageProbe probe;

    private DeltaFileSource(
            Path[] inputs,
            FileEnumerator.Provider enumerator,
            LaneFormat format,
            MemorySettings memory,
            StorageProbe probe) {
        super(inputs, enumerator, LaneAssigner::new, format, null);
        this.format = format;
        this.memory = memory;
        this.probe = probe;
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
        return of(plan, rules, type, memory, null);
    }

    /**
     * The source of a plan in a job of several processes.
     *
     * @param storage what each of them must see; null if there is nothing to ask
     */
    public static DeltaFileSource of(
            LanePlan plan,
            ReadingRules rules,
            TypeInformation<DeltaBatch> type,
            MemorySettings memory,
            SharedStorage storage) {
        ArrayList<FileSourceSplit> splits = new ArrayList<>();
        for (LaneGroup group : plan.groups()) {
            splits.add(new LaneSplit(group, null));
        }
        Path[] inputs = splits.stream().map(FileSourceSplit::path).toArray(Path[]::new);
        LaneFormat format = new LaneFormat(rules, type);
        return new DeltaFileSource(
                inputs, () -> new PlannedSplits(splits), format, memory, new StorageProbe(storage));
    }

    @Override
    public SplitEnumerator<LaneSplit, PendingSplitsCheckpoint<LaneSplit>> createEnumerator(
            SplitEnumeratorContext<LaneSplit> context) {
        probe.look(context);
        return super.createEnumerator(context);
    }

    @Override
    public SplitEnumerator<LaneSplit, PendingSplitsCheckpoint<LaneSplit>> restoreEnumerator(
            SplitEnumeratorContext<LaneSplit> context,
            PendingSplitsCheckpoint<LaneSplit> checkpoint) {
        probe.look(context);
        return super.restoreEnumerator(context, checkpoint);
    }

    /** Flink's file reader, whose reading thread asks the memory guard first. */
    @Override
    public SourceReader<DeltaBatch, LaneSplit> createReader(SourceReaderContext context) {
        probe.require(context);
        Intake intake = Intake.open(memory, context.metricGroup());
        SourceReader<DeltaBatch, LaneSplit> reader =
                new FileSourceReader<>(context, format.with(intake), context.getConfiguration());
        return new IntakeClosingReader(reader, intake);
    }

    @Override
    public SimpleVersionedSerializer<LaneSplit> getSplitSerializer() {
        return LaneSplitSerializer.INSTANCE;
    }

    /** Returns the plan instead of listing folders. */
    private static final class PlannedSplits implements FileEnumerator {
        private final List<FileSourceSplit> splits;

        PlannedSplits(List<FileSourceSplit> splits) {
            this.splits = splits;
        }

        @Override
        public Collection<FileSourceSplit> enumerateSplits(Path[] paths, int minDesiredSplits) {
            return splits;
        }
    }
}
