// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.BadInputException;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.plan.LaneGroup;
import io.deltabook.job.source.lane.LanePosition;
import io.deltabook.job.source.lane.MergedBatch;
import io.deltabook.job.source.lane.MergedLaneWalk;
import io.deltabook.job.source.lane.ReadingRules;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.MutableRecordAndPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * Returns the batches of a lane group to Flink, one per call, so that a call never lasts longer
 * than reading a chunk. Flink cannot interrupt a blocked call, so under memory pressure it waits
 * briefly and returns no batch.
 */
final class LaneReader implements BulkFormat.Reader<DeltaBatch> {
    private static final MergedBatch NOTHING = new MergedBatch(null, null);

    private final LaneGroup group;
    private final ReadingRules rules;
    private final LanePosition start;
    private final Intake intake;
    private final Consumer<LanePosition> atEnd;
    private LanePosition reached;
    private MergedLaneWalk steps;

    /**
     * @param start position after the batches returned before
     * @param intake intake of the reading subtask
     * @param atEnd told the position after the last batch, when there is none any more
     */
    LaneReader(
            LaneGroup group,
            ReadingRules rules,
            LanePosition start,
            Intake intake,
            Consumer<LanePosition> atEnd) {
        this.group = group;
        this.rules = rules;
        this.start = start;
        this.intake = intake;
        this.atEnd = atEnd;
        this.reached = start;
    }

    @Override
    public BulkFormat.RecordIterator<DeltaBatch> readBatch() throws IOException {
        if (!intake.admits()) {
            return new StepIterator(NOTHING, intake);
        }
        MergedBatch step = nextStep();
        if (step == null) {
            atEnd.accept(reached);
            return null;
        }
        if (step.batch() != null) {
            reached = step.next();
            intake.fetched(step.batch());
        }
        return new StepIterator(step, intake);
    }

    /** Restarting cannot fix a bad file, so restarts are suppressed. */
    private MergedBatch nextStep() throws IOException {
        try {
            if (steps == null) {
                steps = MergedLaneWalk.open(group, rules, start);
            }
            return steps.next();
        } catch (BadFileException | BadInputException e) {
            throw new SuppressRestartsException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (steps != null) {
            steps.close();
        }
    }

    /** Returns the batch of a step, if it has one, with the position after it. */
    private static final class StepIterator implements BulkFormat.RecordIterator<DeltaBatch> {
        private final MutableRecordAndPosition<DeltaBatch> record;
        private final Intake intake;
        private boolean isGiven;

        StepIterator(MergedBatch step, Intake intake) {
            this.intake = intake;
            if (step.batch() == null) {
                record = null;
            } else {
                record = new MutableRecordAndPosition<>();
                record.set(step.batch(), step.next().offset(), step.next().keyOrBatches());
            }
        }

        @Override
        public RecordAndPosition<DeltaBatch> next() {
            if (isGiven) {
                return null;
            }
            isGiven = true;
            if (record != null) {
                intake.taken();
            }
            return record;
        }

        @Override
        public void releaseBatch() {}
    }
}
