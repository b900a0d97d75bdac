// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import java.io.IOException;

/**
 * Where a lane's ring of messages is kept between batches, beside its {@link LaneState}: in chunks
 * that are written once and dropped whole, so that a batch writes only the messages it brought.
 */
public interface RingStore {
    /** The chunk of a number; it must be there. */
    byte[] read(long number) throws IOException;

    /** Keeps a chunk under a number that is not in use. */
    void write(long number, byte[] chunk) throws IOException;

    /** Drops the chunk of a number. */
    void remove(long number) throws IOException;
}
