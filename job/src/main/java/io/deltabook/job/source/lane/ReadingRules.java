// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source.lane;

import io.deltabook.contract.EventClock;
import io.deltabook.job.config.BadFilePolicy;
import java.io.Serializable;

/**
 * How lanes are read.
 *
 * @param onBadFile what happens on a file that turns out to be damaged
 * @param clock which of a row's times orders it among the tables
 * @param isFollowed whether more files may come: what depends on them is left unread, and no lane
 *     ends
 */
public record ReadingRules(BadFilePolicy onBadFile, EventClock clock, boolean isFollowed)
        implements Serializable {
    /** How lanes are read whose files are all there. */
    public ReadingRules(BadFilePolicy onBadFile, EventClock clock) {
        this(onBadFile, clock, false);
    }
}
