// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.batch.MessageKeys;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Missing;
import io.deltabook.contract.Reject;
import io.deltabook.contract.RejectReason;
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
    private final MessageKeys keys;
    private final TradeHandler trades;

    /** A message whose rows stay in the batch. */
    private final Message whole = new Message(0);

    MessageAssembler(LaneContext context, MessageHandler handler) {
        this.context = context;
        this.state = context.state;
        this.handler = handler;
        trades = new TradeHandler(context);
        keys = new MessageKeys(context.lane.mode());
    }

    void rows(DeltaBatch batch) {
        Iterator<DeltaBatch.RawRow> raw = batch.rejected().iterator();
        int row = 0;
        while (row < batch.size()) {
            if (MessageKeys.isUsableDelta(batch, row)) {
                int end = keys.runEnd(batch, row);
                context.count(Counter.ROWS_IN, (long) end - row);
                usable(batch, row, end);
                row = end;
                continue;
            }
            int code = batch.rejectCode(row);
            InputTable table = batch.table(row);
            if (table != InputTable.DELTAS) {
                other(batch, row, table, code == RejectReason.USABLE ? null : raw.next());
            } else {
                context.count(Counter.ROWS_IN, 1);
                rejected(batch, row, RejectReason.ofCode(code), raw.next());
            }
            row++;
        }
    }

    /** Rows of one key: a whole message where the batch shows its end, else a part of one. */
    private void usable(DeltaBatch batch, int start, int end) {
        Message pending = state.pending;
        boolean continues =
                pending.open
                        && !pending.isBook()
                        && keys.isSame(batch, start, pending.snapshot, pending.id, pending.keyTime);
        boolean ends =
                end < batch.size()
                        && (MessageKeys.isUsableDelta(batch, end)
                                || batch.table(end) != InputTable.DELTAS);
        long time = resolveTime(batch, start);
        if (continues || !ends || pending.lostLast || state.pool != null || time == Missing.TIME) {
            for (int row = start; row < end; row++) {
                usable(batch, row);
            }
            return;
        }
        complete();
        whole.begin(batch.isSnapshot(start), batch.updateId(start), keys.time(batch, start));
        whole.identify(batch.firstId(start), batch.previousId(start), resolveTime(batch, start));
        whole.view(batch, start, end);
        handler.message(whole);
    }

    /**
     * Trades and book rows stand between messages: what is pending is whole. The further levels of
     * a book row go with it, into its message or, where it was rejected, nowhere.
     */
    private void other(DeltaBatch batch, int row, InputTable table, DeltaBatch.RawRow rejected) {
        if (batch.isFurtherLevel(row)) {
            if (state.pending.open) {
                addLevel(batch, row);
            }
            return;
        }
        complete();
        boolean isTrade = table == InputTable.TRADES;
        context.count(isTrade ? Counter.TRADES_IN : Counter.BOOK_ROWS_IN, 1);
        long time = resolveTime(batch, row);
        DeltaBatch.RawRow raw = rejected;
        RejectReason reason = raw == null ? null : RejectReason.ofCode(batch.rejectCode(row));
        if (time == Missing.TIME
                && (reason == null || reason.compareTo(RejectReason.NULL_TIME) > 0)) {
            reason = RejectReason.NULL_TIME;
            raw = raw == null ? rawOf(batch, row) : raw;
        }
        if (reason != null) {
            context.count(isTrade ? Counter.TRADES_REJECTED : Counter.BOOK_ROWS_REJECTED, 1);
            write(batch, row, table, reason, raw);
        } else if (isTrade) {
            trades.trade(
                    batch,
                    row,
                    time,
                    adopt(batch, batch.price(row)),
                    adopt(batch, batch.quantity(row)));
        } else {
            state.pending.beginBook(batch.fileRow(row), batch.updateId(row), time);
            addLevel(batch, row);
        }
    }

    /** A number of the batch as a number of the lane's state. */
    private long adopt(DeltaBatch batch, long value) {
        return state.pool == null ? value : state.pool.adopt(batch.pool(), value);
    }

    private void addLevel(DeltaBatch batch, int row) {
        state.pending.add(
                batch.flags()[row],
                adopt(batch, batch.price(row)),
                adopt(batch, batch.quantity(row)));
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
        message.add(
                batch.flags()[row],
                adopt(batch, batch.price(row)),
                adopt(batch, batch.quantity(row)));
    }

    private void rejected(DeltaBatch batch, int row, RejectReason reason, DeltaBatch.RawRow raw) {
        if (!keys.isKeyed(batch, row)) {
            reject(batch, row, reason, raw);
            if (state.pending.isBook()) {
                complete();
            }
            state.book.dropHorizon();
            state.pending.lostRow = true;
            state.pending.lostLast = true;
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

    /** The pending message if the row belongs to it, else a new one after completing the old. */
    private Message messageOf(DeltaBatch batch, int row) {
        Message pending = state.pending;
        boolean same =
                pending.open
                        && !pending.isBook()
                        && keys.isSame(batch, row, pending.snapshot, pending.id, pending.keyTime);
        if (!same) {
            complete();
            pending.begin(batch.isSnapshot(row), batch.updateId(row), keys.time(batch, row));
        }
        pending.lostLast = false;
        return pending;
    }

    private long resolveTime(DeltaBatch batch, int row) {
        long time = MessageKeys.timeOf(batch, row, context.settings.clock());
        return time != Missing.TIME ? time : state.lastEventTime;
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
        write(batch, row, InputTable.DELTAS, reason, raw);
    }

    private void write(
            DeltaBatch batch,
            int row,
            InputTable table,
            RejectReason reason,
            DeltaBatch.RawRow raw) {
        context.output.reject(
                new Reject(
                        context.lane.id(),
                        table,
                        batch.file(table),
                        batch.fileRow(row),
                        reason,
                        batch.updateId(row),
                        batch.eventTime(row),
                        raw.side(),
                        raw.price(),
                        raw.quantity()));
    }

    private DeltaBatch.RawRow rawOf(DeltaBatch batch, int row) {
        DeltaBatch.RawRow kept = batch.raw(row);
        if (kept != null) {
            return kept;
        }
        return new DeltaBatch.RawRow(
                row,
                batch.side(row).name(),
                context.price(adopt(batch, batch.price(row))).toPlainString(),
                context.quantity(adopt(batch, batch.quantity(row))).toPlainString());
    }
}
