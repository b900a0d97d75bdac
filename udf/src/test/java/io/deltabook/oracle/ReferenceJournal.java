// SPDX-License-Identifier: Apache-2.0
package io.deltabook.oracle;

import io.deltabook.contract.BookState;
import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RejectReason;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotKind;
import java.util.ArrayList;
import java.util.List;

/** What a lane has said so far, numbered (contract 2 and 4.1). */
final class ReferenceJournal {
    final List<ReferenceEvent> events = new ArrayList<>();
    final List<ReferenceIncident> incidents = new ArrayList<>();
    final List<ReferenceReject> rejects = new ArrayList<>();
    final ReferenceCounters counters = new ReferenceCounters();

    /** Number of the first event. */
    long firstSeq;

    long nextSeq() {
        return firstSeq + events.size();
    }

    /** Time of the newest event, {@link Missing#TIME} before the first. */
    long lastEventNanos() {
        return events.isEmpty() ? Missing.TIME : events.get(events.size() - 1).timeNanos();
    }

    void delta(long nanos, BookState state, long updateId, ReferenceRow row, boolean last) {
        counters.add("DELTA_EVENTS", 1);
        events.add(
                ReferenceEvent.delta(
                        nextSeq(),
                        nanos,
                        state,
                        updateId,
                        row.side(),
                        row.price(),
                        row.quantity(),
                        last));
    }

    void trade(long nanos, BookState state, long tradeId, ReferenceRow row) {
        counters.add("TRADE_EVENTS", 1);
        events.add(
                ReferenceEvent.trade(
                        nextSeq(), nanos, state, tradeId, row.side(), row.price(), row.quantity()));
    }

    void snapshot(
            long nanos,
            BookState state,
            SequenceMode mode,
            Long updateId,
            SnapshotKind kind,
            ReferenceBook book,
            int levels,
            ReferenceSnapshots.Proof proof) {
        List<ReferenceLevel> bids = book.side(Side.BID).best(levels);
        List<ReferenceLevel> asks = book.side(Side.ASK).best(levels);
        boolean live = state == BookState.LIVE;
        int coveredBids = live ? book.side(Side.BID).covered(bids) : 0;
        int coveredAsks = live ? book.side(Side.ASK).covered(asks) : 0;
        counters.add("SNAPSHOT_EVENTS", 1);
        events.add(
                ReferenceEvent.snapshot(
                        nextSeq(),
                        nanos,
                        state,
                        updateId == null ? Missing.ID : updateId,
                        kind,
                        bids,
                        asks,
                        certified(mode, coveredBids, proof.bids()),
                        certified(mode, coveredAsks, proof.asks()),
                        coveredBids,
                        coveredAsks));
    }

    /** Provably exact levels: ids that prove nothing leave what the input snapshot itself shows. */
    private static int certified(SequenceMode mode, int covered, int proven) {
        return switch (mode) {
            case RANGE, CHAIN, CONTIGUOUS -> covered;
            case MONOTONIC -> Math.min(covered, proven);
            case NONE -> 0;
        };
    }

    void reject(ReferenceInput row, RejectReason reason) {
        rejects.add(new ReferenceReject(row.file(), row.row(), reason, row.updateId()));
    }

    void incident(IncidentKind kind, ReferenceMessage message, String reason) {
        incident(
                ReferenceIncident.of(kind, nextSeq(), message.timeNanos, reason, message.updateId));
    }

    void incident(ReferenceIncident incident) {
        counters.add("INCIDENTS", 1);
        incidents.add(incident);
    }
}
