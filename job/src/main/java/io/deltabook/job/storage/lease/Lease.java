// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.lease;

import io.deltabook.job.storage.remote.StoredPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder in a store, taken by one process at a time. Threads of its own renew it and watch its
 * term until it is closed. It is advisory: it keeps out those who ask for it, and tells its holder,
 * which must then stop, that another may have it. Thread-safe.
 */
public final class Lease implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
    private static final long WATCH_MILLIS = 1_000;

    private final LeaseStore store;
    private final StoredPath object;
    private final LeaseTimes times;
    private final LeaseClock clock;

    /** Held while the object is asked for or written: that may take long. */
    private final ReentrantLock requests = new ReentrantLock();

    private final CountDownLatch closed = new CountDownLatch(1);
    private LeaseRecord record;
    private long renewedNanos;
    private LeaseLostException loss;
    private Consumer<LeaseLostException> onLoss = lost -> {};

    Lease(
            LeaseStore store,
            StoredPath object,
            LeaseTimes times,
            LeaseClock clock,
            LeaseRecord record,
            long renewedNanos) {
        this.store = store;
        this.object = object;
        this.times = times;
        this.clock = clock;
        this.record = record;
        this.renewedNanos = renewedNanos;
    }

    /**
     * Takes the lease of a folder.
     *
     * @param object the lease itself, a file in a store
     * @throws LeaseHeldException if another holds it
     */
    public static Lease take(Path object) throws IOException {
        Lease lease =
                new LeaseTaking(
                                LoadedLeases.store(),
                                (StoredPath) object,
                                LeaseTimes.USUAL,
                                LeaseClock.SYSTEM)
                        .take();
        lease.start();
        return lease;
    }

    /**
     * Who holds a lease now, such as {@code process 4711 on box since 2026-11-23T03:29:12Z}.
     *
     * @param object the lease itself, a file in a store
     * @return null if it is free
     */
    public static String holder(Path object) throws IOException {
        LeaseRecord held = held(object);
        return held == null ? null : held.holder();
    }

    /**
     * Who holds a lease now on another machine, as {@link #holder}.
     *
     * @return null if it is free, or held by a process of this machine
     */
    public static String holderElsewhere(Path object) throws IOException {
        LeaseRecord held = held(object);
        return held == null || !held.process().isElsewhere() ? null : held.holder();
    }

    private static LeaseRecord held(Path object) throws IOException {
        LeaseStore.Content found = LoadedLeases.store().read((StoredPath) object);
        LeaseRecord held = found == null ? null : LeaseRecord.parse(found.bytes());
        boolean isFree =
                held == null
                        || held.isFree(LeaseClock.SYSTEM.wallMillis(), LeaseTimes.USUAL.skew());
        return isFree ? null : held;
    }

    private void start() {
        startThread("renews", times.renewal().toMillis(), this::renew);
        startThread("watches", WATCH_MILLIS, () -> watch(null));
    }

    private void startThread(String does, long everyMillis, Runnable work) {
        Thread thread = new Thread(() -> repeat(everyMillis, work), does + " lease " + object);
        thread.setDaemon(true);
        thread.start();
    }

    private void repeat(long everyMillis, Runnable work) {
        try {
            while (!closed.await(everyMillis, TimeUnit.MILLISECONDS)) {
                work.run();
            }
        } catch (InterruptedException e) {
            LOG.warn("[{}] lease is no longer renewed", object, e);
        }
    }

    /** The run that this process drives, told to whoever finds the lease from now on. */
    public void nameRun(String runId) throws LeaseLostException {
        synchronized (this) {
            record = record.renewed(runId, clock.wallMillis(), times);
        }
        renew();
        requireHeld();
    }

    /**
     * Has an action called once if the lease is lost, on a thread of its own; at once if it is lost
     * already.
     */
    public void onLoss(Consumer<LeaseLostException> action) {
        LeaseLostException lost;
        synchronized (this) {
            onLoss = action;
            lost = loss;
        }
        if (lost != null) {
            action.accept(lost);
        }
    }

    /**
     * Requires that no other can have the lease now.
     *
     * @throws LeaseLostException if one may
     */
    public void requireHeld() throws LeaseLostException {
        watch(null);
        synchronized (this) {
            if (loss != null) {
                throw new LeaseLostException(loss.getMessage(), loss);
            }
        }
    }

    /** The lease is lost once it was not renewed for too long. */
    private void watch(IOException cause) {
        if (isOverdue()) {
            lose(
                    new LeaseLostException(
                            "[%s] lease must be renewed within %d s, but was not%s: nothing more is written; when the store answers, go on with 'deltabook run --resume'"
                                    .formatted(
                                            object,
                                            times.term().minus(times.reserve()).toSeconds(),
                                            cause == null ? "" : " (" + cause + ")"),
                            cause));
        }
    }

    private synchronized boolean isOverdue() {
        return clock.nanos() - renewedNanos >= times.term().minus(times.reserve()).toNanos();
    }

    private synchronized boolean isLost() {
        return loss != null;
    }

    private void lose(LeaseLostException lost) {
        Consumer<LeaseLostException> action;
        synchronized (this) {
            if (loss != null) {
                return;
            }
            loss = lost;
            action = onLoss;
        }
        LOG.error("{}", lost.getMessage());
        action.accept(lost);
    }

    /** Renews the lease once. */
    void renew() {
        requests.lock();
        try {
            // Whoever was asleep for longer than the term must not write over another's lease.
            watch(null);
            if (!isLost() && closed.getCount() > 0) {
                tryRenewing();
            }
        } catch (IOException e) {
            LOG.warn("[{}] lease could not be renewed; it is tried again", object, e);
            watch(e);
        } finally {
            requests.unlock();
        }
    }

    private void tryRenewing() throws IOException {
        long start = clock.nanos();
        LeaseStore.Content found = store.read(object);
        LeaseRecord held = found == null ? null : LeaseRecord.parse(found.bytes());
        if (!isMine(held)) {
            lose(taken(held));
            return;
        }
        if (store.write(object, next().bytes(), found)) {
            renewed(start);
        }
    }

    private synchronized LeaseRecord next() {
        return record.renewed(record.runId(), clock.wallMillis(), times);
    }

    private synchronized void renewed(long start) {
        renewedNanos = start;
    }

    private synchronized boolean isMine(LeaseRecord held) {
        return held != null && held.id().equals(record.id());
    }

    private LeaseLostException taken(LeaseRecord held) {
        String found = held == null ? "is gone" : "is that of %s".formatted(held.holder());
        return new LeaseLostException(
                "[%s] lease must stay this process's, but %s: nothing more is written; let one process at a time write here"
                        .formatted(object, found),
                null);
    }

    /** Releases the lease, unless it is lost. */
    @Override
    public void close() {
        if (closed.getCount() == 0) {
            return;
        }
        closed.countDown();
        try {
            // A renewal that is under way would bring the lease back.
            if (requests.tryLock(times.reserve().toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    release();
                } finally {
                    requests.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void release() {
        if (isLost() || isOverdue()) {
            return;
        }
        try {
            LeaseStore.Content found = store.read(object);
            if (found != null && isMine(LeaseRecord.parse(found.bytes()))) {
                store.delete(object, found);
            }
        } catch (IOException e) {
            LOG.warn("[{}] lease could not be released; it ends by itself", object, e);
        }
    }
}
