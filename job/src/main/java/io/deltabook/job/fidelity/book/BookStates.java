// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity.book;

import java.io.Closeable;
import java.io.IOException;

/** The states of a book, one after the other in the order in which they were known. */
public interface BookStates extends Closeable {
    /** An instant after every state. */
    long END = Long.MAX_VALUE;

    /**
     * Moves to the next state if it is known by an instant.
     *
     * @return false if it is later, or there is none
     */
    boolean next(long until) throws IOException;

    /** Since when the state is known, epoch ns; never goes back. */
    long nanos();

    /** Whether a message of the venue led to the state, not only a listing of the book. */
    boolean isMessage();

    /** Whether there is a book that may be compared. */
    boolean hasBook();

    /** Lists the best levels of the book, as many as fit; there must be a book. */
    void list(BookTop to);
}
