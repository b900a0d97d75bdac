// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.contract.Incident;
import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RefusalReason;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotSource;
import io.deltabook.sequence.SequenceTracker;
import io.deltabook.statistics.LaneCounters.Counter;
import java.math.BigDecimal;
import java.util.Locale;

/** Records the findings of a lane; each carries the number of the lane's next event. */
final class IncidentRecorder {
    private static final String DELTAS = "deltas";

    private final LaneContext context;
    private final LaneState state;
    private final EngineOutput output;

    /** What is known of an incident; what is not set is absent. */
    private static final class Builder {
        private final IncidentKind kind;
        private final String source;
        private final long time;
        private String reason;
        private long id = Missing.ID;
        private long expected = Missing.ID;
        private long actual = Missing.ID;
        private long size = Missing.ID;
        private long rows = Missing.ID;
        private Side side;
        private BigDecimal price;
        private BigDecimal quantity;
        private double drift = Double.NaN;
        private String detail;

        Builder(IncidentKind kind, String source, long time) {
            this.kind = kind;
            this.source = source;
            this.time = time;
        }

        Builder reason(String value) {
            reason = value;
            return this;
        }

        Builder id(long value) {
            id = value;
            return this;
        }

        Builder ids(long expectedId, long actualId) {
            expected = expectedId;
            actual = actualId;
            return this;
        }

        Builder size(long value) {
            size = value;
            return this;
        }

        Builder rows(long value) {
            rows = value;
            return this;
        }

        Builder level(Side ofSide, BigDecimal atPrice, BigDecimal ofQuantity) {
            side = ofSide;
            price = atPrice;
            quantity = ofQuantity;
            return this;
        }

        Builder drift(double value) {
            drift = value;
            return this;
        }

        Builder detail(String value) {
            detail = value;
            return this;
        }

        Incident of(LaneContext context) {
            return new Incident(
                    context.lane.id(),
                    context.state.nextSeq,
                    time,
                    kind,
                    reason,
                    source,
                    id,
                    expected,
                    actual,
                    size,
                    rows,
                    side,
                    price,
                    quantity,
                    drift,
                    detail);
        }
    }

    IncidentRecorder(LaneContext context) {
        this.context = context;
        this.state = context.state;
        this.output = context.output;
    }

    /** A gap before a message; {@code reason} tells if the numbering restarted. */
    void gap(Message message, long expected, long actual, long size, String reason) {
        Builder gap = delta(IncidentKind.GAP, message).ids(expected, actual).size(size);
        record(gap.reason(reason));
    }

    void old(IncidentKind kind, Message message, long rows) {
        record(delta(kind, message).rows(rows).detail("last=" + state.tracker.last()));
    }

    void outOfOrder(IncidentKind kind, Message message, long expected, long actual) {
        record(delta(kind, message).ids(expected, actual));
    }

    void timeRegression(Message message, long previousTime) {
        record(
                message(IncidentKind.TIME_REGRESSION, sourceOf(message), message)
                        .detail("previous_time=" + previousTime));
    }

    void silence(Message message, long nanos) {
        record(
                message(IncidentKind.SILENCE, sourceOf(message), message)
                        .detail("nanos_without_a_message=" + nanos));
    }

    void frozen(long time, long since, long trades) {
        record(
                new Builder(IncidentKind.FROZEN, "trades", time)
                        .id(state.tracker.last())
                        .rows(trades)
                        .detail("top_unchanged_since=" + since));
    }

    void resync(InputSnapshot snapshot, long time, double drift, String detail) {
        record(
                new Builder(IncidentKind.RESYNC, snapshot.source().word(), time)
                        .id(snapshot.id())
                        .rows(snapshot.rows())
                        .drift(drift)
                        .detail(detail));
    }

    /** The lane continues from the book of an earlier run. */
    void seeded(long time, int levels) {
        String detail =
                "state=%s covered_bids=%d covered_asks=%d"
                        .formatted(
                                state.state,
                                state.book.bids().covered(Integer.MAX_VALUE),
                                state.book.asks().covered(Integer.MAX_VALUE));
        record(
                new Builder(IncidentKind.RESYNC, SnapshotSource.SEED.word(), time)
                        .id(state.tracker.last())
                        .rows(levels)
                        .detail(detail));
    }

    void refused(RefusalReason reason, InputSnapshot snapshot, double drift) {
        String source = snapshot.source().word();
        record(
                new Builder(IncidentKind.REFUSED_SNAPSHOT, source, snapshot.time())
                        .reason(reason.name())
                        .id(snapshot.id())
                        .rows(snapshot.rows())
                        .drift(drift)
                        .detail("state=" + state.state + " last=" + text(state.tracker)));
    }

    void ringOverflow(Message message) {
        record(
                delta(IncidentKind.RING_OVERFLOW, message)
                        .detail(
                                "the oldest messages leave; a snapshot older than the ring will be refused"));
    }

    /** A message too long to be buffered until its end. */
    void cut(Message message, int maxRows) {
        record(
                delta(IncidentKind.RING_OVERFLOW, message)
                        .reason("MESSAGE_CUT")
                        .rows(message.rows())
                        .detail(
                                "a message must have at most %d rows; what follows counts as another"
                                        .formatted(maxRows)));
    }

    void crossed(Message message, long bid, long ask) {
        record(
                delta(IncidentKind.CROSSED, message)
                        .level(Side.BID, context.price(bid), null)
                        .detail("best_ask=" + context.price(ask).toPlainString()));
    }

    void repair(Message message, Side side, long price, long quantity) {
        record(
                delta(IncidentKind.REPAIR, message)
                        .rows(1)
                        .level(side, context.price(price), context.quantity(quantity)));
    }

    void badFile(String file, String problem) {
        record(new Builder(IncidentKind.BAD_FILE, file, state.lastEventTime).detail(problem));
    }

    private static Builder delta(IncidentKind kind, Message message) {
        return message(kind, DELTAS, message);
    }

    private static Builder message(IncidentKind kind, String source, Message message) {
        return new Builder(kind, source, message.time).id(message.id).rows(message.size);
    }

    private void record(Builder incident) {
        context.count(Counter.INCIDENTS, 1);
        output.incident(incident.of(context));
    }

    private static String sourceOf(Message message) {
        return message.isBook() ? SnapshotSource.BOOK.word() : DELTAS;
    }

    private static String text(SequenceTracker tracker) {
        return tracker.last() == Missing.ID
                ? "none"
                : String.format(Locale.ROOT, "%d", tracker.last());
    }
}
