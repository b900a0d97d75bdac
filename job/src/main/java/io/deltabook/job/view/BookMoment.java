// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.view;

import java.util.List;

/**
 * The book of a lane after one of its messages or snapshots. Numbers of events and times are texts,
 * because a page cannot hold all of them exactly otherwise.
 *
 * @param seq number of the last event of the message or snapshot
 * @param nanos its event time, epoch ns
 * @param state the state of the book
 * @param isSnapshot whether it is a snapshot and no message
 * @param anchorSeq the event that the replay started from
 * @param anchorKind the kind of that snapshot, null for the start of the lane
 * @param bids the best bids
 * @param asks the best asks
 * @param changes what the message set; the first of them if they are many
 * @param changed number of all
 */
public record BookMoment(
        String seq,
        String nanos,
        String state,
        boolean isSnapshot,
        String anchorSeq,
        String anchorKind,
        BookSideMoment bids,
        BookSideMoment asks,
        List<Change> changes,
        int changed) {
    /**
     * One side.
     *
     * @param prices exact prices, best first
     * @param quantities exact quantities
     * @param covered how many of them are covered, −1 if the files do not tell
     * @param certified how many are certified, −1 if the files do not tell
     */
    public record BookSideMoment(
            List<String> prices, List<String> quantities, int covered, int certified) {}

    /** A level that a message set; quantity 0 removed it. */
    public record Change(String side, String price, String quantity) {}
}
