// SPDX-License-Identifier: Apache-2.0
package io.deltabook.oracle;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.BookState;
import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RejectReason;
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

    long nextSeq() {
        return events.size();
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
            Long updateId,
            SnapshotKind kind,
            ReferenceBook book,
            int levels) {
        List<ReferenceLevel> bids = book.side(Side.BID).best(levels);
        List<ReferenceLevel> asks = book.side(Side.ASK).best(levels);
        boolean live = state == BookState.LIVE;
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
                        live ? book.side(Side.BID).certified(bids) : 0,
                        live ? book.side(Side.ASK).certified(asks) : 0));
    }

    void reject(DeltaBatch batch, int row, RejectReason reason) {
        String file = batch.file(batch.table(row));
        rejects.add(new ReferenceReject(file, batch.fileRow(row), reason, batch.updateId(row)));
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
