// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * While open, the first Ctrl-C (or SIGTERM, SIGHUP) stops the run gracefully, on a thread of its
 * own, and a second Ctrl-C or SIGTERM ends the process at once. A signal right after the first is
 * ignored: {@code timeout} sends its signal twice, and an ending session sends SIGTERM and SIGHUP.
 * A closing terminal sends SIGHUP twice, so SIGHUP never counts as the second.
 *
 * <p>A signal that the process was started to ignore stays ignored: SIGINT in a background job of a
 * shell, SIGHUP under nohup.
 */
public final class StopOnSignal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StopOnSignal.class);

    private static final String HANGUP = "HUP";
    private static final List<String> SIGNALS = List.of("INT", "TERM", HANGUP);
    private static final int EXIT_CODES = 128;
    private static final long SAME_NANOS = Duration.ofMillis(200).toNanos();

    private final AtomicInteger first = new AtomicInteger();
    private final List<Runnable> restores = new ArrayList<>();
    private final Thread stopping;
    private long firstNanos;

    /**
     * Starts listening.
     *
     * @param stop what to do on the first signal
     */
    public StopOnSignal(Runnable stop) {
        stopping = new Thread(stop, "stop-on-signal");
        stopping.setDaemon(true);
        for (String name : SIGNALS) {
            try {
                Signal signal = new Signal(name);
                SignalHandler before = Signal.handle(signal, this::arrived);
                restores.add(() -> Signal.handle(signal, before));
            } catch (IllegalArgumentException e) {
                LOG.debug("SIG{} cannot be handled by this process", name, e);
            }
        }
    }

    private synchronized void arrived(Signal signal) {
        long now = System.nanoTime();
        if (first.compareAndSet(0, signal.getNumber())) {
            firstNanos = now;
            stopping.start();
        } else if (!signal.getName().equals(HANGUP) && now - firstNanos > SAME_NANOS) {
            Runtime.getRuntime().halt(EXIT_CODES + signal.getNumber());
        }
    }

    /** Whether a signal has arrived. */
    public boolean isAsked() {
        return first.get() != 0;
    }

    /** Exit code of the process: 128 plus the signal's number. */
    public int exitCode() {
        return EXIT_CODES + first.get();
    }

    /** Waits until the first signal has been handled; returns at once if there was none. */
    void join() throws InterruptedException {
        if (isAsked()) {
            stopping.join();
        }
    }

    @Override
    public void close() {
        restores.forEach(Runnable::run);
    }
}
