// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.memory;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a process below its memory limit by holding back those who read: from 85 % of the limit on
 * each reader takes at most ten batches a second, from 95 % on none until the use has fallen below
 * 85 %. One guard measures for all readers of a process that have the same settings, from the first
 * one's {@link #acquire} to the last one's {@link #release}. Thread-safe. It slows and pauses, but
 * frees nothing itself and stops no job.
 */
public final class MemoryGuard {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryGuard.class);
    private static final Map<MemorySettings, MemoryGuard> SHARED = new HashMap<>();
    private static final long WAIT_MILLIS = 100;
    private static final double GIB = 1L << 30;

    private final MemorySettings settings;
    private final long limit;
    private final LongSupplier clock;
    private volatile MemoryState state = MemoryState.FREE;
    private volatile long used;
    private long pausedBefore;
    private long pausedSince;
    private int users;
    private Thread sampler;

    /**
     * @param clock nanoseconds of an arbitrary origin
     */
    MemoryGuard(MemorySettings settings, LongSupplier clock) {
        this.settings = settings;
        this.clock = clock;
        limit = settings.limitBytes() == 0 ? MemorySettings.defaultLimit() : settings.limitBytes();
    }

    /** The guard of this process, measuring from now on; to be given back once. */
    public static MemoryGuard acquire(MemorySettings settings) {
        synchronized (SHARED) {
            MemoryGuard guard =
                    SHARED.computeIfAbsent(settings, key -> new MemoryGuard(key, System::nanoTime));
            guard.users++;
            if (guard.users == 1) {
                guard.start();
            }
            return guard;
        }
    }

    /** Gives the guard back; the last one's doing so ends the measuring. */
    public void release() {
        synchronized (SHARED) {
            users--;
            if (users == 0) {
                sampler.interrupt();
                SHARED.remove(settings);
            }
        }
    }

    private void start() {
        sample();
        sampler = new Thread(this::run, "memory-guard");
        sampler.setDaemon(true);
        sampler.start();
    }

    private void run() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(settings.sampleInterval().toMillis());
                sample();
            }
        } catch (InterruptedException e) {
            LOG.debug("The memory is measured no more");
        }
    }

    /**
     * Measures, and acts on it. Garbage holds nobody back: where a measurement would, it is made
     * again after a collection, and while nobody reads nothing else would collect it.
     */
    void sample() {
        long bytes = settings.probe().usedBytes();
        if (state == MemoryState.PAUSED || state.next(bytes, limit).compareTo(state) > 0) {
            bytes = settings.probe().settledBytes();
        }
        measured(bytes);
    }

    private synchronized void measured(long bytes) {
        used = bytes;
        MemoryState next = state.next(bytes, limit);
        if (next == state) {
            return;
        }
        if (next == MemoryState.PAUSED) {
            pausedSince = clock.getAsLong();
        } else if (state == MemoryState.PAUSED) {
            pausedBefore += clock.getAsLong() - pausedSince;
        }
        state = next;
        notifyAll();
        tell(next);
    }

    private void tell(MemoryState now) {
        String use =
                String.format(
                        Locale.ROOT,
                        "%.2f of %.2f GiB of memory are in use (%.0f %%)",
                        used / GIB,
                        limit / GIB,
                        100.0 * used / limit);
        switch (now) {
            case FREE -> LOG.info("{}: the source reads freely again", use);
            case SLOWED -> LOG.warn("{}: the source is slowed", use);
            case PAUSED ->
                    LOG.warn(
                            "{}: the source is paused until it is less than {} %",
                            use, MemoryState.SLOW_PERCENT);
        }
    }

    /**
     * Asks before each batch; waits a moment where reading is held back, never longer, so that who
     * reads can be stopped.
     *
     * @return whether a batch may be read now; if not, ask again
     */
    public boolean admits() throws InterruptedException {
        if (state == MemoryState.FREE) {
            return true;
        }
        synchronized (this) {
            if (state != MemoryState.FREE) {
                wait(WAIT_MILLIS);
            }
        }
        return state != MemoryState.PAUSED;
    }

    public MemoryState state() {
        return state;
    }

    /** Bytes in use when it was measured last. */
    public long usedBytes() {
        return used;
    }

    public long limitBytes() {
        return limit;
    }

    /** How long the sources have been paused in all. */
    public synchronized Duration paused() {
        return Duration.ofNanos(pausedBefore).plus(currentPause());
    }

    /** How long the pause that goes on has lasted, zero where there is none. */
    public synchronized Duration currentPause() {
        return state == MemoryState.PAUSED
                ? Duration.ofNanos(clock.getAsLong() - pausedSince)
                : Duration.ZERO;
    }
}
