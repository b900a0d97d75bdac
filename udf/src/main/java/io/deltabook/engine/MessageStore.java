// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import java.io.IOException;

/**
 * Where the messages that a lane keeps lie between batches, beside its {@link LaneState}: in chunks
 * that are written once and dropped whole, so that a batch writes only what it brought. Chunks of
 * the ring have the numbers from 0 up, those of the message that is not complete from −1 down.
 */
public interface MessageStore {
    /** The chunk of a number; it must be there. */
    byte[] read(long number) throws IOException;

    /** Keeps a chunk under a number that is not in use. */
    void write(long number, byte[] chunk) throws IOException;

    /** Drops the chunk of a number. */
    void remove(long number) throws IOException;
}
