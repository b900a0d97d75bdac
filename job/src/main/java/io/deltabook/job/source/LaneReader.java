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
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.MutableRecordAndPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * Gives Flink the batches of a lane group, one a call, so that a call never lasts longer than the
 * reading of a chunk. Flink cannot wake who waits in it: where the memory holds reading back, calls
 * wait a moment and give nothing.
 */
final class LaneReader implements BulkFormat.Reader<DeltaBatch> {
    private static final MergedBatch NOTHING = new MergedBatch(null, null);

    private final LaneGroup group;
    private final ReadingRules rules;
    private final LanePosition start;
    private final Intake intake;
    private MergedLaneWalk steps;

    /**
     * @param start position behind the batches that were given before
     * @param intake of the subtask that reads
     */
    LaneReader(LaneGroup group, ReadingRules rules, LanePosition start, Intake intake) {
        this.group = group;
        this.rules = rules;
        this.start = start;
        this.intake = intake;
    }

    @Override
    public BulkFormat.RecordIterator<DeltaBatch> readBatch() throws IOException {
        if (!intake.admits()) {
            return new StepIterator(NOTHING, intake);
        }
        MergedBatch step = nextStep();
        if (step != null && step.batch() != null) {
            intake.fetched(step.batch());
        }
        return step == null ? null : new StepIterator(step, intake);
    }

    /** A damaged or wrong file is so still after a restart, so there is none. */
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

    /** Gives the batch of a step, if it has one, with the position behind it. */
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
