// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source.lane;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.batch.MessageKeys;
import io.deltabook.contract.Lane;
import io.deltabook.contract.Side;

/**
 * The current message of a lane's delta rows, as far as its rows were seen. A snapshot with rows of
 * one side may continue with the other side at the next time; then nothing goes between them.
 */
final class MessageRun {
    private final MessageKeys keys;
    private boolean hasMessage;
    private boolean hasBegun;
    private boolean snapshot;
    private long id;
    private long time;
    private boolean hasBids;
    private boolean hasAsks;

    MessageRun(Lane lane) {
        keys = new MessageKeys(lane.mode());
    }

    /** Whether a row belongs to a message. */
    boolean isKeyed(DeltaBatch batch, int row) {
        return keys.isKeyed(batch, row);
    }

    /** Whether a row is the first of a message. */
    boolean begins(DeltaBatch batch, int row) {
        return keys.isKeyed(batch, row) && !goesOn(batch, row);
    }

    private boolean goesOn(DeltaBatch batch, int row) {
        return hasMessage
                && (keys.isSame(batch, row, snapshot, id, time) || isOtherSide(batch, row));
    }

    private boolean isOtherSide(DeltaBatch batch, int row) {
        return snapshot
                && hasBids != hasAsks
                && keys.isNextTime(batch, row, id)
                && (!MessageKeys.isUsableDelta(batch, row)
                        || (batch.side(row) == Side.BID ? hasAsks : hasBids));
    }

    /** Accepts the next row that belongs to a message. */
    void follow(DeltaBatch batch, int row) {
        boolean joins = hasMessage && isOtherSide(batch, row);
        if (!goesOn(batch, row)) {
            hasBegun = hasMessage;
            hasBids = false;
            hasAsks = false;
        }
        hasMessage = true;
        snapshot = batch.isSnapshot(row);
        id = batch.updateId(row);
        time = keys.time(batch, row);
        boolean isUsable = MessageKeys.isUsableDelta(batch, row);
        hasBids |= joins || isUsable && batch.side(row) == Side.BID;
        hasAsks |= joins || isUsable && batch.side(row) == Side.ASK;
    }

    /** Whether rows before those seen may affect what follows. */
    boolean isUnclear() {
        return !hasMessage || snapshot && keys.isTimed() && !hasBegun && !(hasBids && hasAsks);
    }
}
