// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify.derived;

import io.deltabook.contract.SequenceMode;

/**
 * What is known about the quotes of a lane before they are read.
 *
 * @param mode sequence rule of the lane's ids
 * @param mayForget whether the horizon may have shrunk without an event that shows it
 * @param mayDoubt whether snapshots without an id may have been loaded, which prove nothing
 * @param mayEndInResync whether a RESYNC may belong to the message before it: the message restarted
 *     the numbering, or is the differences between two books
 * @param mayLackMessages whether a message may have changed the book but left no events
 * @param count number of quotes by the lane's statistics
 */
public record QuoteRules(
        SequenceMode mode,
        boolean mayForget,
        boolean mayDoubt,
        boolean mayEndInResync,
        boolean mayLackMessages,
        long count) {}
