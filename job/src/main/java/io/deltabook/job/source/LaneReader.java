// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.BadInputException;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.source.plan.LaneGroup;
import java.io.IOException;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.MutableRecordAndPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * Gives Flink the batches of a lane group, one a call, so that a call never lasts longer than the
 * reading of a chunk and waits for nothing.
 */
final class LaneReader implements BulkFormat.Reader<DeltaBatch> {
    private final LaneGroup group;
    private final ReadingRules rules;
    private final LanePosition start;
    private LaneSteps steps;

    /**
     * @param start position behind the batches that were given before
     */
    LaneReader(LaneGroup group, ReadingRules rules, LanePosition start) {
        this.group = group;
        this.rules = rules;
        this.start = start;
    }

    @Override
    public BulkFormat.RecordIterator<DeltaBatch> readBatch() throws IOException {
        LaneStep step = nextStep();
        return step == null ? null : new StepIterator(step);
    }

    /** A damaged or wrong file is so still after a restart, so there is none. */
    private LaneStep nextStep() throws IOException {
        try {
            if (steps == null) {
                steps = LaneSteps.open(group, rules, start);
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
        private boolean isGiven;

        StepIterator(LaneStep step) {
            if (step.batch() == null) {
                record = null;
            } else {
                record = new MutableRecordAndPosition<>();
                record.set(step.batch(), step.next().offset(), step.next().key());
            }
        }

        @Override
        public RecordAndPosition<DeltaBatch> next() {
            if (isGiven) {
                return null;
            }
            isGiven = true;
            return record;
        }

        @Override
        public void releaseBatch() {}
    }
}
