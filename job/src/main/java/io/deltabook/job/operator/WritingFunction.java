// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.operator;

import io.deltabook.batch.EventBatch;
import io.deltabook.batch.QuoteBatch;
import io.deltabook.contract.Incident;
import io.deltabook.contract.Reject;
import io.deltabook.job.serialization.BookOutput;
import io.deltabook.statistics.LaneStatistics;
import io.deltabook.statistics.Period;
import java.io.IOException;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Head of the writing task: hands what the books made to the sink of its dataset. */
public final class WritingFunction extends ProcessFunction<BookOutput, EventBatch>
        implements CheckpointListener {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(WritingFunction.class);

    private final CommitListener commits;

    /**
     * @param commits is told what is committed; null for nobody
     */
    public WritingFunction(CommitListener commits) {
        this.commits = commits;
    }

    /** Flink calls it in the thread in which this task commits; one subtask speaks for all. */
    @Override
    public void notifyCheckpointComplete(long checkpoint) {
        if (commits != null && getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
            try {
                commits.committed(checkpoint);
            } catch (IOException e) {
                LOG.warn("Checkpoint {} could not be noted in the state", checkpoint, e);
            }
        }
    }

    @Override
    public void processElement(BookOutput output, Context context, Collector<EventBatch> out) {
        switch (output.kind()) {
            case EVENTS -> out.collect((EventBatch) output.value());
            case QUOTES -> context.output(SideOutputs.QUOTES, (QuoteBatch) output.value());
            case PERIOD -> context.output(SideOutputs.PERIODS, (Period) output.value());
            case REJECT -> context.output(SideOutputs.REJECTS, (Reject) output.value());
            case INCIDENT -> context.output(SideOutputs.INCIDENTS, (Incident) output.value());
            case STATISTICS ->
                    context.output(SideOutputs.STATISTICS, (LaneStatistics) output.value());
        }
    }
}
