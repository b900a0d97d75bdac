// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

/** The bit for a row's side in the flags of batches and messages. */
public final class SideBit {
    /** Set for an ask or a sell, clear for a bid or a buy. */
    public static final int ASK = 0x20;

    private SideBit() {}

    /** The bit of a side. */
    public static int of(Side side) {
        return side == Side.ASK ? ASK : 0;
    }

    /** The side given by flags. */
    public static Side sideOf(int flags) {
        return (flags & ASK) != 0 ? Side.ASK : Side.BID;
    }
}
