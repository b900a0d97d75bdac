// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.Lane;
import io.deltabook.statistics.LaneStatistics;

/**
 * Rebuilds the books of lanes: accepts their rows in capture order, batch by batch, and outputs
 * their events, rejected rows, incidents and, at the end of a lane, its statistics. The same rows
 * give the same output however they are split into batches. The engine itself keeps nothing about a
 * lane: everything is in its {@link LaneState}. Not thread-safe.
 */
public final class LaneEngine {
    /** Maximum rows of a message; a longer one is split. */
    static final int MAX_MESSAGE_ROWS = 2_000_000;

    private final BookSettings settings;
    private final EngineOutput output;
    private final int maxMessageRows;

    public LaneEngine(BookSettings settings, EngineOutput output) {
        this(settings, output, MAX_MESSAGE_ROWS);
    }

    /** An engine that splits messages at a number of rows. */
    LaneEngine(BookSettings settings, EngineOutput output, int maxMessageRows) {
        this.settings = settings;
        this.output = output;
        this.maxMessageRows = maxMessageRows;
    }

    /** The initial state of a lane. */
    public LaneState start(Lane lane) {
        return LaneState.start(lane, settings);
    }

    /**
     * Processes one batch of a lane and updates its state.
     *
     * @throws CrossedBookException if a book is crossed and the policy is to fail
     */
    public void process(LaneState state, DeltaBatch batch) {
        LaneContext context = new LaneContext(settings, maxMessageRows, batch, state, output);
        CrossedBook crossed = new CrossedBook(context);
        SnapshotSchedule schedule = new SnapshotSchedule(context);
        MessageHandler handler = new MessageHandler(context, schedule, crossed);
        MessageAssembler assembler = new MessageAssembler(context, handler);
        handler.begin();
        if (batch.problem() != null) {
            assembler.leftOut(batch);
        }
        assembler.rows(batch);
        if (batch.isEndOfLane()) {
            assembler.end();
            handler.end();
            schedule.atEnd();
            context.events.end();
        }
        context.events.flush();
        context.quotes.flush();
        if (batch.isEndOfLane()) {
            output.statistics(
                    new LaneStatistics(
                            batch.lane(),
                            state.counters,
                            state.tracker.last(),
                            state.firstSeq,
                            state.nextSeq - state.firstSeq));
        }
    }
}
