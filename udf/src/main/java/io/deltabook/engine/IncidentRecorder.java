// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.contract.Incident;
import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.Lane;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RefusalReason;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotSource;
import io.deltabook.sequence.SequenceTracker;
import io.deltabook.statistics.LaneCounters.Counter;
import java.util.Locale;

/** Words the findings of a lane; each carries the number that the lane's next event gets. */
final class IncidentRecorder {
    private static final String DELTAS = "deltas";

    private final LaneContext context;
    private final Lane lane;
    private final LaneState state;
    private final EngineOutput output;

    IncidentRecorder(LaneContext context) {
        this.context = context;
        this.lane = context.lane;
        this.state = context.state;
        this.output = context.output;
    }

    /** A gap before a message; {@code reason} says more where the numbering restarted. */
    void gap(Message message, long expected, long actual, long size, String reason) {
        record(
                IncidentKind.GAP,
                DELTAS,
                message.time,
                reason,
                message.id,
                expected,
                actual,
                size,
                message.size,
                Double.NaN,
                null);
    }

    void old(IncidentKind kind, Message message, long rows) {
        record(
                kind,
                DELTAS,
                message.time,
                null,
                message.id,
                Missing.ID,
                Missing.ID,
                Missing.ID,
                rows,
                Double.NaN,
                "last=" + state.tracker.last());
    }

    void outOfOrder(IncidentKind kind, Message message, long expected, long actual) {
        record(
                kind,
                DELTAS,
                message.time,
                null,
                message.id,
                expected,
                actual,
                Missing.ID,
                message.size,
                Double.NaN,
                null);
    }

    void timeRegression(Message message, long previousTime) {
        record(
                IncidentKind.TIME_REGRESSION,
                sourceOf(message),
                message.time,
                null,
                message.id,
                Missing.ID,
                Missing.ID,
                Missing.ID,
                message.size,
                Double.NaN,
                "previous_time=" + previousTime);
    }

    void silence(Message message, long nanos) {
        record(
                IncidentKind.SILENCE,
                sourceOf(message),
                message.time,
                null,
                message.id,
                Missing.ID,
                Missing.ID,
                Missing.ID,
                message.size,
                Double.NaN,
                "nanos_without_a_message=" + nanos);
    }

    void frozen(long time, long since, long trades) {
        record(
                IncidentKind.FROZEN,
                "trades",
                time,
                null,
                state.tracker.last(),
                Missing.ID,
                Missing.ID,
                Missing.ID,
                trades,
                Double.NaN,
                "top_unchanged_since=" + since);
    }

    void resync(InputSnapshot snapshot, long time, double drift, String detail) {
        resync(snapshot.source(), snapshot.id(), time, snapshot.rows(), drift, detail);
    }

    /** The lane goes on from the book of an earlier run. */
    void seeded(long time, int levels) {
        String detail =
                "state=%s covered_bids=%d covered_asks=%d"
                        .formatted(
                                state.state,
                                state.book.bids().covered(Integer.MAX_VALUE),
                                state.book.asks().covered(Integer.MAX_VALUE));
        resync(SnapshotSource.SEED, state.tracker.last(), time, levels, Double.NaN, detail);
    }

    private void resync(
            SnapshotSource source, long id, long time, long rows, double drift, String detail) {
        record(
                IncidentKind.RESYNC,
                source.word(),
                time,
                null,
                id,
                Missing.ID,
                Missing.ID,
                Missing.ID,
                rows,
                drift,
                detail);
    }

    void refused(RefusalReason reason, InputSnapshot snapshot, double drift) {
        record(
                IncidentKind.REFUSED_SNAPSHOT,
                snapshot.source().word(),
                snapshot.time(),
                reason.name(),
                snapshot.id(),
                Missing.ID,
                Missing.ID,
                Missing.ID,
                snapshot.rows(),
                drift,
                "state=" + state.state + " last=" + text(state.tracker));
    }

    void ringOverflow(Message message) {
        record(
                IncidentKind.RING_OVERFLOW,
                DELTAS,
                message.time,
                null,
                message.id,
                Missing.ID,
                Missing.ID,
                Missing.ID,
                message.size,
                Double.NaN,
                "the oldest messages leave; a snapshot older than the ring will be refused");
    }

    /** A message too long to wait for its end. */
    void cut(Message message, int mostRows) {
        record(
                IncidentKind.RING_OVERFLOW,
                DELTAS,
                message.time,
                "MESSAGE_CUT",
                message.id,
                Missing.ID,
                Missing.ID,
                Missing.ID,
                message.rows(),
                Double.NaN,
                "a message must have at most %d rows; what follows counts as another"
                        .formatted(mostRows));
    }

    void crossed(Message message, long bid, long ask) {
        say(
                new Incident(
                        lane.id(),
                        state.nextSeq,
                        message.time,
                        IncidentKind.CROSSED,
                        null,
                        DELTAS,
                        message.id,
                        Missing.ID,
                        Missing.ID,
                        Missing.ID,
                        message.size,
                        Side.BID,
                        context.price(bid),
                        null,
                        Double.NaN,
                        "best_ask=" + context.price(ask).toPlainString()));
    }

    void repair(Message message, Side side, long price, long quantity) {
        say(
                new Incident(
                        lane.id(),
                        state.nextSeq,
                        message.time,
                        IncidentKind.REPAIR,
                        null,
                        DELTAS,
                        message.id,
                        Missing.ID,
                        Missing.ID,
                        Missing.ID,
                        1,
                        side,
                        context.price(price),
                        context.quantity(quantity),
                        Double.NaN,
                        null));
    }

    void badFile(String file, String problem) {
        say(
                new Incident(
                        lane.id(),
                        state.nextSeq,
                        state.lastEventTime,
                        IncidentKind.BAD_FILE,
                        null,
                        file,
                        Missing.ID,
                        Missing.ID,
                        Missing.ID,
                        Missing.ID,
                        Missing.ID,
                        null,
                        null,
                        null,
                        Double.NaN,
                        problem));
    }

    private void say(Incident incident) {
        context.count(Counter.INCIDENTS, 1);
        output.incident(incident);
    }

    private static String sourceOf(Message message) {
        return message.isBook() ? SnapshotSource.BOOK.word() : DELTAS;
    }

    private static String text(SequenceTracker tracker) {
        return tracker.last() == Missing.ID
                ? "none"
                : String.format(Locale.ROOT, "%d", tracker.last());
    }

    private void record(
            IncidentKind kind,
            String source,
            long time,
            String reason,
            long id,
            long expected,
            long actual,
            long size,
            long rows,
            double drift,
            String detail) {
        say(
                new Incident(
                        lane.id(),
                        state.nextSeq,
                        time,
                        kind,
                        reason,
                        source,
                        id,
                        expected,
                        actual,
                        size,
                        rows,
                        null,
                        null,
                        null,
                        drift,
                        detail));
    }
}
