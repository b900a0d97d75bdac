// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.lease;

import io.deltabook.job.storage.remote.StoredPath;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a lease that is free: none is there, its term has ended, or its holder is known to have
 * ended. Of several who try, one has it:
 *
 * <ul>
 *   <li>A store that compares what it has with what was found lets one of them write. Whether it
 *       does is tried by writing the same again, which it must refuse.
 *   <li>In any other the last writer wins: each waits, and reads back who that is.
 * </ul>
 */
final class LeaseTaking {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseTaking.class);
    private static final int ATTEMPTS = 4;

    private final LeaseStore store;
    private final StoredPath object;
    private final LeaseTimes times;
    private final LeaseClock clock;

    LeaseTaking(LeaseStore store, StoredPath object, LeaseTimes times, LeaseClock clock) {
        this.store = store;
        this.object = object;
        this.times = times;
        this.clock = clock;
    }

    Lease take() throws IOException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            LeaseStore.Content found = readable();
            requireFree(found);
            long start = clock.nanos();
            LeaseRecord mine = LeaseRecord.ofThisProcess(clock.wallMillis(), times);
            if (isWritten(mine, found) && isConfirmed(mine, found)) {
                return new Lease(store, object, times, clock, mine, start);
            }
        }
        requireFree(readable());
        throw new LeaseHeldException("others that take it at this moment", "they give it up");
    }

    private void requireFree(LeaseStore.Content found) throws LeaseHeldException {
        if (found == null) {
            return;
        }
        LeaseRecord held = LeaseRecord.parse(found.bytes());
        if (!held.isFree(clock.wallMillis(), times.skew())) {
            throw new LeaseHeldException(
                    held.holder(),
                    LeaseRecord.seconds(held.endsMillis() + times.skew().toMillis()).toString());
        }
        LOG.info("[{}] the lease of {} has ended and is taken over", object, held.holder());
    }

    /** Waits for whoever is writing it: some stores show a file that is not whole yet. */
    private LeaseStore.Content readable() throws IOException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            LeaseStore.Content found = store.read(object);
            if (found == null || LeaseRecord.parse(found.bytes()) != null) {
                return found;
            }
            clock.pause(times.settling().toMillis());
        }
        throw new IOException(
                "[%s] must be a lease of deltabook, but is something else: delete it if no run writes here"
                        .formatted(object));
    }

    private boolean isWritten(LeaseRecord mine, LeaseStore.Content found) throws IOException {
        try {
            return store.write(object, mine.bytes(), found) || isThere(mine);
        } catch (IOException e) {
            // What was written may be there although the answer is lost.
            if (isThereAfter(e, mine)) {
                return true;
            }
            throw e;
        }
    }

    private boolean isThereAfter(IOException failure, LeaseRecord mine) {
        try {
            return isThere(mine);
        } catch (IOException e) {
            failure.addSuppressed(e);
            return false;
        }
    }

    private boolean isConfirmed(LeaseRecord mine, LeaseStore.Content found) throws IOException {
        if (store.isAskedToCompare(object) && !store.write(object, mine.bytes(), found)) {
            return isThere(mine);
        }
        clock.pause(times.settling().toMillis());
        return isThere(mine);
    }

    private boolean isThere(LeaseRecord mine) throws IOException {
        LeaseStore.Content now = store.read(object);
        LeaseRecord held = now == null ? null : LeaseRecord.parse(now.bytes());
        return held != null && held.id().equals(mine.id());
    }
}
