// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import java.io.IOException;

/**
 * Stores the messages that a lane keeps between batches, beside its {@link LaneState}, in chunks
 * that are written once and dropped as a whole, so that each batch writes only its own messages.
 * Chunks of the ring are numbered from 0 up, those of the incomplete message from −1 down.
 */
public interface MessageStore {
    /** The chunk with a number; it must exist. */
    byte[] read(long number) throws IOException;

    /** Stores a chunk under an unused number. */
    void write(long number, byte[] chunk) throws IOException;

    /** Drops the chunk with a number. */
    void remove(long number) throws IOException;
}
