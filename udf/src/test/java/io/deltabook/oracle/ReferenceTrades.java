// SPDX-License-Identifier: Apache-2.0
package io.deltabook.oracle;

import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RejectReason;
import io.deltabook.contract.Side;
import java.util.List;

/** Trades, and the top of the book that stands still while they print. */
final class ReferenceTrades {
    private final ReferenceTable table;

    /** Best bid and best ask, each an empty list where a side has none; null without a book. */
    private List<List<ReferenceLevel>> top;

    private long sinceNanos;
    private boolean frozen;

    ReferenceTrades(ReferenceTable table) {
        this.table = table;
    }

    /** Looks at the top of the book after a message: it is as old as the event that shows it. */
    void look() {
        List<List<ReferenceLevel>> now =
                table.book.isEmpty()
                        ? null
                        : List.of(
                                table.book.side(Side.BID).best(1),
                                table.book.side(Side.ASK).best(1));
        if (now == null || !now.equals(top)) {
            sinceNanos = table.journal.lastEventNanos();
            frozen = false;
        }
        top = now;
    }

    void trade(ReferenceInput row, long nanos) {
        ReferenceCounters counters = table.journal.counters;
        counters.add("TRADES_IN", 1);
        RejectReason fault = ReferenceLane.faultOf(row, nanos);
        if (fault != null) {
            counters.add("TRADES_REJECTED", 1);
            table.journal.reject(row, fault);
            return;
        }
        long id = row.updateId();
        if (id == Missing.UNUSABLE_ID) {
            counters.add("TRADE_IDS_DROPPED", 1);
            id = Missing.ID;
        }
        checkFrozen(nanos);
        ReferenceRow level = new ReferenceRow(row.side(), row.price(), row.quantity());
        table.journal.trade(nanos, table.state, id, level);
    }

    /** One FROZEN a freeze, at the trade that shows it. */
    private void checkFrozen(long nanos) {
        long threshold = table.settings.frozenThresholdNanos();
        if (threshold == 0 || top == null || frozen || nanos - sinceNanos < threshold) {
            return;
        }
        frozen = true;
        Long last = table.sequence.last;
        table.journal.counters.add("FROZEN", 1);
        table.journal.incident(
                ReferenceIncident.of(
                        IncidentKind.FROZEN,
                        table.journal.nextSeq(),
                        nanos,
                        null,
                        last == null ? Missing.ID : last));
    }
}
