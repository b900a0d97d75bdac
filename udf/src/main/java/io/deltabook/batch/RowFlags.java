// SPDX-License-Identifier: Apache-2.0
package io.deltabook.batch;

import io.deltabook.contract.InputTable;
import io.deltabook.contract.RejectReason;
import io.deltabook.contract.Side;
import io.deltabook.contract.SideBit;

/** The flag byte of a row: its table, its side and why it was rejected. */
final class RowFlags {
    private static final int KIND_MASK = 0xC0;
    private static final int SNAPSHOT_BIT = 0x40;
    private static final int TRADE_BITS = 0x80;
    private static final int BOOK_BITS = 0xC0;
    private static final int REASON_MASK = 0x1F;

    /** Neither a reason nor usable: a delta that carries only its ids, a trade without a side. */
    private static final int WITHOUT_CONTENT = 0x1F;

    /** First of the second codes, for reasons that leave side and price readable. */
    private static final int FIRST_PLACED = 17;

    private static final RejectReason[] PLACED = {
        RejectReason.NULL_QUANTITY,
        RejectReason.NAN_QUANTITY,
        RejectReason.INFINITE_QUANTITY,
        RejectReason.NEGATIVE_QUANTITY,
        RejectReason.NULL_UPDATE_ID,
        RejectReason.QUANTITY_SCALE,
        RejectReason.QUANTITY_OVERFLOW,
        RejectReason.NON_POSITIVE_PRICE,
        RejectReason.NULL_TIME,
        RejectReason.PRICE_SCALE
    };

    private RowFlags() {}

    static int delta(boolean snapshot, Side side) {
        return (snapshot ? SNAPSHOT_BIT : 0) | SideBit.of(side);
    }

    /** Flags of deltas from columns of 0 and 1; the snapshot column may be null. */
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

    /**
     * @param side null if unknown to the venue
     */
    static int trade(Side side) {
        return TRADE_BITS | (side == null ? WITHOUT_CONTENT : SideBit.of(side));
    }

    static int level(Side side) {
        return BOOK_BITS | SideBit.of(side);
    }

    /** A rejected delta. */
    static int rejected(boolean snapshot, RejectReason reason) {
        return (snapshot ? SNAPSHOT_BIT : 0) | reason.code();
    }

    /** A rejected delta with a usable side and price. */
    static int placed(boolean snapshot, Side side, RejectReason reason) {
        for (int i = 0; i < PLACED.length; i++) {
            if (PLACED[i] == reason) {
                return delta(snapshot, side) | FIRST_PLACED + i;
            }
        }
        throw new IllegalArgumentException(
                "a reason must leave side and price readable, but was " + reason);
    }

    /** A delta that carries only its ids. */
    static int idOnly(boolean snapshot) {
        return (snapshot ? SNAPSHOT_BIT : 0) | WITHOUT_CONTENT;
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

    static boolean isIdOnly(byte flags) {
        return (flags & (TRADE_BITS | REASON_MASK)) == WITHOUT_CONTENT;
    }

    static boolean isPlaced(byte flags) {
        int code = flags & REASON_MASK;
        return (flags & TRADE_BITS) == 0
                && code >= FIRST_PLACED
                && code < FIRST_PLACED + PLACED.length;
    }

    static int rejectCode(byte flags) {
        int code = flags & REASON_MASK;
        if (code < FIRST_PLACED) {
            return code;
        }
        return code == WITHOUT_CONTENT ? RejectReason.USABLE : PLACED[code - FIRST_PLACED].code();
    }

    /** Null on a trade whose side is unknown to the venue. */
    static Side side(byte flags) {
        boolean isUnknown = (flags & TRADE_BITS) != 0 && (flags & REASON_MASK) == WITHOUT_CONTENT;
        return isUnknown ? null : SideBit.sideOf(flags);
    }
}
