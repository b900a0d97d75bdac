// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.lease;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The time of a lease. */
interface LeaseClock {
    /** This machine's. */
    LeaseClock SYSTEM =
            new LeaseClock() {
                @Override
                public long wallMillis() {
                    return System.currentTimeMillis();
                }

                @Override
                public long nanos() {
                    return System.nanoTime();
                }

                @Override
                public void pause(long millis) {
                    long end = nanos() + TimeUnit.MILLISECONDS.toNanos(millis);
                    for (long left = end - nanos(); left > 0; left = end - nanos()) {
                        LockSupport.parkNanos(left);
                        if (Thread.currentThread().isInterrupted()) {
                            return;
                        }
                    }
                }
            };

    /** What clocks of several machines should agree on, ms since 1970. */
    long wallMillis();

    /** Time that only goes forward, ns. */
    long nanos();

    /** Waits, or ends early when interrupted. */
    void pause(long millis);
}
