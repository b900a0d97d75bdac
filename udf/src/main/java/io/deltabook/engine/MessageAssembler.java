// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.batch.MessageKeys;
import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Missing;
import io.deltabook.contract.Reject;
import io.deltabook.contract.RejectReason;
import io.deltabook.contract.Side;
import io.deltabook.statistics.LaneCounters.Counter;
import java.util.Iterator;

/**
 * Groups a lane's rows into messages: maximal runs of rows with the same key, across batches and
 * files. Rejected rows are output here; those with a readable key still belong to their message.
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
            notUsable(batch, row, raw);
            row++;
        }
    }

    private void notUsable(DeltaBatch batch, int row, Iterator<DeltaBatch.RawRow> raw) {
        int code = batch.rejectCode(row);
        InputTable table = batch.table(row);
        if (table != InputTable.DELTAS) {
            other(batch, row, table, code == RejectReason.USABLE ? null : raw.next());
            return;
        }
        context.count(Counter.ROWS_IN, 1);
        if (batch.isIdOnly(row)) {
            idOnly(batch, row);
        } else {
            rejected(batch, row, RejectReason.ofCode(code), raw.next());
        }
    }

    /** Rows with one key: a complete message if the batch contains its end, else a part. */
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
        boolean isTimedSnapshot = keys.isTimed() && batch.isSnapshot(start);
        if (continues
                || !ends
                || isTimedSnapshot
                || end - start > context.maxRows
                || !pending.trailing.isNone()
                || state.pool != null
                || time == Missing.TIME) {
            for (int row = start; row < end; row++) {
                usable(batch, row);
            }
            return;
        }
        complete();
        whole.begin(batch.isSnapshot(start), batch.updateId(start), keys.time(batch, start), null);
        identify(whole, batch, start, resolveTime(batch, start));
        whole.view(batch, start, end);
        handler.message(whole);
    }

    /**
     * Trades and book rows occur only between messages, so the pending message is complete. The
     * further levels of a book row follow it into its message or, if it was rejected, are dropped.
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
            state.pending.beginBook(
                    batch.fileRow(row), batch.updateId(row), time, batch.arrivalTime(row));
            addLevel(batch, row);
        }
    }

    /** Converts a number of the batch to one of the lane's state. */
    private long adopt(DeltaBatch batch, long value) {
        return state.pool == null ? value : state.pool.adopt(batch.pool(), value);
    }

    private void addLevel(DeltaBatch batch, int row) {
        state.pending.add(
                batch.flags()[row],
                adopt(batch, batch.price(row)),
                adopt(batch, batch.quantity(row)));
    }

    /** The lane ends: the pending message is complete. */
    void end() {
        complete();
    }

    private void usable(DeltaBatch batch, int row) {
        Message message = messageOf(batch, row, batch.side(row));
        if (message.size == 0 || message.size == message.joinedAt) {
            long time = resolveTime(batch, row);
            if (time == Missing.TIME) {
                reject(batch, row, RejectReason.NULL_TIME, rawOf(batch, row));
                rejectedIn(message, true, batch, row);
                return;
            }
            identify(message, batch, row, time);
        }
        message.add(
                batch.flags()[row],
                adopt(batch, batch.price(row)),
                adopt(batch, batch.quantity(row)));
    }

    private static void identify(Message message, DeltaBatch batch, int row, long time) {
        long first = batch.firstId(row);
        long previous = batch.previousId(row);
        long arrival = batch.arrivalTime(row);
        if (message.isJoined()) {
            message.identifyJoined(first, previous, time, arrival);
        } else {
            message.identify(first, previous, time, arrival);
        }
    }

    /**
     * A row that only proves that its message existed; it may lie within a snapshot's other side.
     */
    private void idOnly(DeltaBatch batch, int row) {
        context.count(Counter.ID_ONLY_ROWS, 1);
        if (keys.isKeyed(batch, row)) {
            Message message = messageOf(batch, row, null);
            identifyByUnusable(message, batch, row);
            message.idOnlyRows++;
        }
    }

    private void rejected(DeltaBatch batch, int row, RejectReason reason, DeltaBatch.RawRow raw) {
        if (!keys.isKeyed(batch, row)) {
            reject(batch, row, reason, raw);
            lost(batch.isPlaced(row), batch, row);
            return;
        }
        boolean isPlaced = batch.isPlaced(row);
        Message message = messageOf(batch, row, isPlaced ? batch.side(row) : null);
        boolean timeless =
                reason.compareTo(RejectReason.NULL_TIME) > 0
                        && message.size == 0
                        && resolveTime(batch, row) == Missing.TIME;
        reject(batch, row, timeless ? RejectReason.NULL_TIME : reason, raw);
        rejectedIn(message, isPlaced, batch, row);
    }

    /**
     * One or more rows of an unknown message: perhaps of the previous one, perhaps of the next.
     *
     * @param isPlaced whether side and price are known
     */
    private void lost(boolean isPlaced, DeltaBatch batch, int row) {
        if (state.pending.isBook()) {
            complete();
        }
        Damage damage = new Damage();
        if (isPlaced) {
            damage.add(batch.side(row), adopt(batch, batch.price(row)), state.pool);
        } else {
            damage.addEverything();
        }
        damage.applyTo(state.book);
        state.pending.damage.addAll(damage, state.pool);
        state.pending.trailing.addAll(damage, state.pool);
    }

    private void rejectedIn(Message message, boolean isPlaced, DeltaBatch batch, int row) {
        identifyByUnusable(message, batch, row);
        message.rejectedRows++;
        if (!isPlaced) {
            message.unreadable = true;
            message.damage.addEverything();
            return;
        }
        Side side = batch.side(row);
        long price = adopt(batch, batch.price(row));
        message.damage.add(side, price, state.pool);
        boolean maySnapshot = message.snapshot || context.lane.implicitSnapshots();
        message.unreadable |= maySnapshot && !message.rejectedPlaces.add(side, price);
    }

    /** Until the first usable row, ids and time are those of the first row. */
    private void identifyByUnusable(Message message, DeltaBatch batch, int row) {
        if (message.rows() == 0) {
            message.identify(
                    batch.firstId(row),
                    batch.previousId(row),
                    resolveTime(batch, row),
                    batch.arrivalTime(row));
        }
    }

    /**
     * The pending message if the row belongs to it, else a new one after completing the old.
     *
     * @param side the row's side, null if unknown
     */
    private Message messageOf(DeltaBatch batch, int row, Side side) {
        Message pending = state.pending;
        if (!goesOn(pending, batch, row, side)) {
            complete();
            begin(batch, row);
        } else if (pending.rows() >= context.maxRows) {
            cut(batch, row);
        }
        pending.trailing.clear();
        return pending;
    }

    private void begin(DeltaBatch batch, int row) {
        state.pending.begin(
                batch.isSnapshot(row), batch.updateId(row), keys.time(batch, row), state.pool);
    }

    /** The pending part is processed without the rest, so that neither part can be trusted. */
    private void cut(DeltaBatch batch, int row) {
        context.incidents.cut(state.pending, context.maxRows);
        state.pending.unreadable = true;
        state.pending.damage.addEverything();
        complete();
        begin(batch, row);
        state.pending.unreadable = true;
        state.pending.damage.addEverything();
    }

    private boolean goesOn(Message pending, DeltaBatch batch, int row, Side side) {
        if (!pending.open || pending.isBook()) {
            return false;
        }
        if (keys.isSame(batch, row, pending.snapshot, pending.id, pending.keyTime)) {
            if (pending.isJoined() && side == pending.side(0)) {
                unjoin();
            }
            return true;
        }
        boolean joins =
                pending.snapshot
                        && !pending.isJoined()
                        && keys.isNextTime(batch, row, pending.id)
                        && pending.isOneSided()
                        && side != pending.side(0);
        if (joins) {
            pending.join(keys.time(batch, row));
            identify(pending, batch, row, resolveTime(batch, row));
        }
        return joins;
    }

    /**
     * The next time has both sides: it is another snapshot, and the one-sided snapshot was
     * complete.
     */
    private void unjoin() {
        Message pending = state.pending;
        Message first = pending.unjoined(state.pool);
        pending.dropUnjoined();
        state.pendingRows.restart();
        handler.message(first);
    }

    /**
     * Rows of a file are skipped. Those of other tables do not change a book. Skipped deltas may
     * have belonged to the messages before and after, or been whole messages, which only ids can
     * tell; in a lane without deltas, skipped books are whole messages.
     */
    void leftOut(DeltaBatch batch) {
        InputTable table = batch.problemTable();
        boolean isOfBooks = table == InputTable.BOOK && context.lane.isBooksOnly();
        if (isOfBooks) {
            complete();
        }
        context.incidents.badFile(batch.file(table), batch.problem());
        if (table == InputTable.DELTAS) {
            lost(false, batch, 0);
            if (!state.tracker.mode().isVerified()) {
                context.suspect(IncidentKind.BAD_FILE.name());
                state.pending.unreadable = true;
            }
        } else if (isOfBooks && !state.tracker.mode().isVerified()) {
            context.suspect(IncidentKind.BAD_FILE.name());
        }
    }

    private long resolveTime(DeltaBatch batch, int row) {
        long time = MessageKeys.timeOf(batch, row, context.settings.clock());
        return time != Missing.TIME ? time : state.lastEventTime;
    }

    private void complete() {
        Message pending = state.pending;
        if (pending.open) {
            handler.message(pending);
            pending.clear();
            state.pendingRows.restart();
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
