// SPDX-License-Identifier: Apache-2.0
package io.deltabook.statistics;

import io.deltabook.batch.TextCodec;
import io.deltabook.contract.BookState;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.Missing;
import io.deltabook.statistics.LaneCounters.Counter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The period that a lane's newest event belongs to; part of the lane's state. */
public final class CurrentPeriod {
    /** Cause of a state that a rejected row brought about. */
    public static final String REJECT = "REJECT";

    private static final int NO_STATE = -1;

    private BookState state;
    private String cause;
    private long fromSeq;
    private long fromNanos = Missing.TIME;
    private long messagesBefore;
    private long gapsBefore;

    /** What the newest change of state was due to; the cause of the next period. */
    private String newestCause;

    /** Gaps counted since the last event: they belong to the next one's period. */
    private long newGaps;

    /** The state of the book changes for a reason. */
    public void changes(String reason) {
        newestCause = reason;
    }

    /** A gap was counted; the events of its message follow. */
    public void gap() {
        newGaps++;
    }

    /**
     * The lane's next event has a state.
     *
     * @param seq its number
     * @param nanos its time
     * @param counters without its message, but with the gap before it
     * @return the period that it ends, null if it belongs to the current one
     */
    public Period next(LaneId lane, BookState next, long seq, long nanos, LaneCounters counters) {
        if (next == state) {
            newGaps = 0;
            return null;
        }
        long gaps = counters.value(Counter.GAPS) - newGaps;
        long messages = counters.value(Counter.MESSAGES);
        Period ended = state == null ? null : period(lane, seq - 1, nanos, messages, gaps);
        state = next;
        cause = newestCause;
        fromSeq = seq;
        fromNanos = nanos;
        messagesBefore = messages;
        gapsBefore = gaps;
        newGaps = 0;
        return ended;
    }

    /**
     * The lane has ended.
     *
     * @param seq number of its last event
     * @param nanos time of that event
     * @return the last period, null if the lane has no events
     */
    public Period last(LaneId lane, long seq, long nanos, LaneCounters counters) {
        long messages = counters.value(Counter.MESSAGES);
        return state == null
                ? null
                : period(lane, seq, nanos, messages, counters.value(Counter.GAPS));
    }

    private Period period(LaneId lane, long toSeq, long toNanos, long messages, long gaps) {
        return new Period(
                lane,
                fromSeq,
                toSeq,
                fromNanos,
                toNanos,
                state,
                cause,
                messages - messagesBefore,
                gaps - gapsBefore);
    }

    /** Writes it as part of a lane's state. */
    public void write(DataOutput out) throws IOException {
        out.writeByte(state == null ? NO_STATE : state.code());
        TextCodec.write(cause, out);
        TextCodec.write(newestCause, out);
        out.writeLong(fromSeq);
        out.writeLong(fromNanos);
        out.writeLong(messagesBefore);
        out.writeLong(gapsBefore);
        out.writeLong(newGaps);
    }

    /** Reads what {@link #write} wrote. */
    public void read(DataInput in) throws IOException {
        int code = in.readByte();
        state = code == NO_STATE ? null : BookState.ofCode(code);
        cause = TextCodec.read(in);
        newestCause = TextCodec.read(in);
        fromSeq = in.readLong();
        fromNanos = in.readLong();
        messagesBefore = in.readLong();
        gapsBefore = in.readLong();
        newGaps = in.readLong();
    }
}
