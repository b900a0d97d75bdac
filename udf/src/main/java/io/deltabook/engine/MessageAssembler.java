// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Missing;
import io.deltabook.contract.Reject;
import io.deltabook.contract.RejectReason;
import io.deltabook.contract.SequenceMode;
import io.deltabook.engine.LaneCounters.Counter;
import java.util.Iterator;

/**
 * Groups a lane's rows into messages: the longest run of rows with one key, across batches and
 * files. Rejected rows are written out here; those with a readable key still belong to their
 * message.
 */
final class MessageAssembler {
    private final LaneContext context;
    private final LaneState state;
    private final MessageHandler handler;
    private final boolean arrivalInKey;
    private final boolean idsRequired;

    MessageAssembler(LaneContext context, MessageHandler handler) {
        this.context = context;
        this.state = context.state;
        this.handler = handler;
        SequenceMode mode = context.lane.mode();
        idsRequired = mode != SequenceMode.NONE;
        arrivalInKey = mode == SequenceMode.MONOTONIC || mode == SequenceMode.NONE;
    }

    void rows(DeltaBatch batch) {
        context.count(Counter.ROWS_IN, batch.size());
        Iterator<DeltaBatch.RawRow> raw = batch.rejected().iterator();
        for (int row = 0; row < batch.size(); row++) {
            int code = batch.rejectCode(row);
            if (code == RejectReason.USABLE) {
                usable(batch, row);
            } else {
                rejected(batch, row, RejectReason.ofCode(code), raw.next());
            }
        }
    }

    /** The lane ends: what is pending is whole. */
    void end() {
        complete();
    }

    private void usable(DeltaBatch batch, int row) {
        Message message = messageOf(batch, row);
        if (message.size == 0) {
            long time = resolveTime(batch, row);
            if (time == Missing.TIME) {
                reject(batch, row, RejectReason.NULL_TIME, rawOf(batch, row));
                rejectedIn(message, batch, row);
                return;
            }
            message.identify(batch.firstId(row), batch.previousId(row), time);
        }
        message.add(batch.side(row), batch.price(row), batch.quantity(row));
    }

    private void rejected(DeltaBatch batch, int row, RejectReason reason, DeltaBatch.RawRow raw) {
        if (!hasKey(batch, row)) {
            reject(batch, row, reason, raw);
            state.book.dropHorizon();
            state.pending.lostRow = true;
            return;
        }
        Message message = messageOf(batch, row);
        boolean timeless =
                reason.compareTo(RejectReason.NULL_TIME) > 0
                        && message.size == 0
                        && resolveTime(batch, row) == Missing.TIME;
        reject(batch, row, timeless ? RejectReason.NULL_TIME : reason, raw);
        rejectedIn(message, batch, row);
    }

    private void rejectedIn(Message message, DeltaBatch batch, int row) {
        if (message.size == 0 && message.rejectedRows == 0) {
            message.identify(batch.firstId(row), batch.previousId(row), resolveTime(batch, row));
        }
        message.rejectedRows++;
    }

    private boolean hasKey(DeltaBatch batch, int row) {
        return batch.updateId(row) != Missing.ID
                || (!idsRequired && groupTime(batch, row) != Missing.TIME);
    }

    /** The pending message if the row belongs to it, else a new one after completing the old. */
    private Message messageOf(DeltaBatch batch, int row) {
        Message pending = state.pending;
        long id = batch.updateId(row);
        boolean snapshot = batch.isSnapshot(row);
        long time = arrivalInKey ? groupTime(batch, row) : Missing.TIME;
        boolean same =
                pending.open
                        && pending.snapshot == snapshot
                        && pending.id == id
                        && (pending.keyTime == time || (snapshot && id == Missing.ID));
        if (!same) {
            complete();
            pending.begin(snapshot, id, time);
        }
        return pending;
    }

    /** The arrival time; without ids and arrival time the event time tells messages apart. */
    private static long groupTime(DeltaBatch batch, int row) {
        long arrival = batch.arrivalTime(row);
        boolean byEventTime = arrival == Missing.TIME && batch.updateId(row) == Missing.ID;
        return byEventTime ? batch.eventTime(row) : arrival;
    }

    private long resolveTime(DeltaBatch batch, int row) {
        long event = batch.eventTime(row);
        if (event != Missing.TIME) {
            return event;
        }
        long arrival = batch.arrivalTime(row);
        return arrival != Missing.TIME ? arrival : state.lastEventTime;
    }

    private void complete() {
        Message pending = state.pending;
        if (pending.open) {
            handler.message(pending);
            if (pending.lostRow) {
                state.book.dropHorizon();
            }
            pending.clear();
        }
    }

    private void reject(DeltaBatch batch, int row, RejectReason reason, DeltaBatch.RawRow raw) {
        context.count(Counter.REJECTED_ROWS, 1);
        context.output.reject(
                new Reject(
                        context.lane.id(),
                        InputTable.DELTAS,
                        batch.file(),
                        batch.fileRow(row),
                        reason,
                        batch.updateId(row),
                        batch.eventTime(row),
                        raw.side(),
                        raw.price(),
                        raw.quantity()));
    }

    private DeltaBatch.RawRow rawOf(DeltaBatch batch, int row) {
        return new DeltaBatch.RawRow(
                row,
                batch.side(row).name(),
                ScaledText.of(batch.price(row), context.lane.priceScale()),
                ScaledText.of(batch.quantity(row), context.lane.quantityScale()));
    }
}
