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
 * Keeps a process below its memory limit by throttling its readers: from 85 % of the limit on, each
 * reader takes at most ten batches per second; from 95 % on, none until usage has fallen below 85
 * %. One guard measures for all readers of a process with the same settings, from the first {@link
 * #acquire} to the last {@link #release}. A {@code LaneReader} asks it before each batch, through
 * the {@code Intake} of its subtask. Thread-safe. It slows and pauses, but frees no memory itself
 * and stops no job.
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

    /** The guard of this process, measuring from now on; must be released once. */
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

    /** Releases the guard; the last release ends the measuring. */
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
            LOG.debug("The memory is no longer measured");
        }
    }

    /**
     * Measures and reacts. Garbage must not slow the readers: if a measurement would slow them, it
     * is repeated after a collection, which nothing else would trigger while the readers are
     * paused.
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
            case FREE -> LOG.info("{}: the source reads at full speed again", use);
            case SLOWED -> LOG.warn("{}: the source is slowed", use);
            case PAUSED ->
                    LOG.warn(
                            "{}: the source is paused until usage falls below {} %",
                            use, MemoryState.SLOW_PERCENT);
        }
    }

    /**
     * Called before each batch; waits a moment if reading is throttled, but never longer, so that
     * the reader can be stopped.
     *
     * @return whether a batch may be read now; if not, call again
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

    /** Bytes in use at the last measurement. */
    public long usedBytes() {
        return used;
    }

    public long limitBytes() {
        return limit;
    }

    /** Total time for which the sources have been paused. */
    public synchronized Duration paused() {
        return Duration.ofNanos(pausedBefore).plus(currentPause());
    }

    /** Duration of the current pause, zero if there is none. */
    public synchronized Duration currentPause() {
        return state == MemoryState.PAUSED
                ? Duration.ofNanos(clock.getAsLong() - pausedSince)
                : Duration.ZERO;
    }
}
