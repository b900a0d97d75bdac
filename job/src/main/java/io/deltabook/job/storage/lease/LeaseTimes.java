// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.lease;

import java.time.Duration;

/**
 * How long what takes.
 *
 * @param term for which a lease is taken, and renewed
 * @param renewal from one renewal to the next
 * @param reserve before the end of its term at which a holder that could not renew its lease counts
 *     it as lost, so that it has stopped when the term ends
 * @param skew by which clocks of machines may differ: a lease is not taken over before its term has
 *     ended for so long
 * @param settling from writing a lease to reading it back, where the store does not compare: longer
 *     than another takes from seeing it free to having written its own
 */
record LeaseTimes(
        Duration term, Duration renewal, Duration reserve, Duration skew, Duration settling) {
    static final LeaseTimes USUAL =
            new LeaseTimes(
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(5));
}
