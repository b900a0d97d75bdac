// SPDX-License-Identifier: Apache-2.0
package io.deltabook.batch;

import io.deltabook.contract.InputTable;
import io.deltabook.contract.RejectReason;
import io.deltabook.contract.Side;
import io.deltabook.contract.SideBit;

/** The byte of a row that tells its table, its side and why it was rejected. */
final class RowFlags {
    private static final int KIND_MASK = 0xC0;
    private static final int SNAPSHOT_BIT = 0x40;
    private static final int TRADE_BITS = 0x80;
    private static final int BOOK_BITS = 0xC0;
    private static final int REASON_MASK = 0x1F;

    private RowFlags() {}

    static int delta(boolean snapshot, Side side) {
        return (snapshot ? SNAPSHOT_BIT : 0) | SideBit.of(side);
    }

    /** Flags of deltas from columns of 0 and 1; the column of snapshots may be null. */
    static void ofDeltas(
            long[] snapshots, long[] sides, int start, byte[] flags, int at, int count) {
        if (snapshots == null) {
            for (int i = 0; i < count; i++) {
                flags[at + i] = (byte) ((sides[start + i] & 1) * SideBit.ASK);
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            long bits = (sides[start + i] & 1) * SideBit.ASK + snapshots[start + i] * SNAPSHOT_BIT;
            flags[at + i] = (byte) bits;
        }
    }

    static int trade(Side side) {
        return TRADE_BITS | SideBit.of(side);
    }

    static int level(Side side) {
        return BOOK_BITS | SideBit.of(side);
    }

    /** A rejected delta. */
    static int rejected(boolean snapshot, RejectReason reason) {
        return (snapshot ? SNAPSHOT_BIT : 0) | reason.code();
    }

    static int rejected(InputTable table, RejectReason reason) {
        return reason.code()
                | switch (table) {
                    case DELTAS -> 0;
                    case TRADES -> TRADE_BITS;
                    case BOOK -> BOOK_BITS;
                };
    }

    static InputTable table(byte flags) {
        int kind = flags & KIND_MASK;
        return kind == TRADE_BITS
                ? InputTable.TRADES
                : kind == BOOK_BITS ? InputTable.BOOK : InputTable.DELTAS;
    }

    static boolean isLevel(byte flags) {
        return (flags & KIND_MASK) == BOOK_BITS;
    }

    static boolean isSnapshot(byte flags) {
        return (flags & KIND_MASK) == SNAPSHOT_BIT;
    }

    static boolean isUsableDelta(byte flags) {
        return (flags & ~(SNAPSHOT_BIT | SideBit.ASK)) == 0;
    }

    static int rejectCode(byte flags) {
        return flags & REASON_MASK;
    }

    static Side side(byte flags) {
        return SideBit.sideOf(flags);
    }
}
