// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

/** Upper bounds of the input and output that the engine holds; books are not counted. */
public final class EngineBounds {
    /** Two times, id, price, quantity and flags. */
    private static final long EVENT_BYTES = 5 * Long.BYTES + 1;

    /** Number, two times, id, two levels and flags. */
    private static final long QUOTE_BYTES = 8 * Long.BYTES + 1;

    /** Price, quantity and flags. */
    private static final long MESSAGE_ROW_BYTES = 2 * Long.BYTES + 1;

    /** Ids, times and everything else of a message besides its rows. */
    private static final long MESSAGE_BYTES = 128;

    /** Price and quantity. */
    private static final long LEVEL_BYTES = 2 * Long.BYTES;

    private EngineBounds() {}

    /** Maximum bytes of an event batch and of a batch of quotes. */
    public static long outputBatchBytes(BookSettings settings) {
        long levels = EventAppender.MOST_LEVELS + 2L * settings.depthRetained();
        return EventAppender.MOST_ROWS * EVENT_BYTES
                + levels * LEVEL_BYTES
                + QuoteAppender.MAX_ROWS * QUOTE_BYTES;
    }

    /** Maximum bytes of a pending message. */
    public static long longestMessageBytes() {
        return LaneEngine.MAX_MESSAGE_ROWS * MESSAGE_ROW_BYTES;
    }

    /**
     * Maximum bytes of the messages that a lane keeps while its book is not trusted, and of one
     * incomplete message, such as a snapshot of all levels.
     */
    public static long waitingBytes(BookSettings settings) {
        long rows = MessageRing.MAX_ROWS + 2L * settings.depthRetained();
        return rows * MESSAGE_ROW_BYTES + (settings.ringMessages() + 1L) * MESSAGE_BYTES;
    }
}
