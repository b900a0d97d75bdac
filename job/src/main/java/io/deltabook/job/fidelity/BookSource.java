// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity;

import io.deltabook.contract.LaneId;
import io.deltabook.job.fidelity.book.BookStates;
import java.io.IOException;
import java.util.SortedSet;

/** What has books of some lanes: an output, or another source of reference. Thread-safe. */
public interface BookSource {
    /** The lanes; the exchange or the symbol is empty where the source does not tell it. */
    SortedSet<LaneId> lanes();

    /** Whether its states are those of every message, so that both can be seen at any instant. */
    boolean isEveryMessage();

    /** The time of the first state of a lane, epoch ns; {@link BookStates#END} if it has none. */
    long firstNanos(LaneId lane) throws IOException;

    /** The time of the last state, epoch ns; {@link BookStates#END} if the source does not tell. */
    long lastNanos(LaneId lane) throws IOException;

    /** The states of a lane, from the last that is known before an instant on, or earlier. */
    BookStates open(LaneId lane, long fromNanos) throws IOException;

    /** What it is, in words. */
    String kind();
}
