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
 * While open, the first Ctrl-C (or SIGTERM, SIGHUP) stops the run in good order, on a thread of its
 * own, and another Ctrl-C or SIGTERM ends the process at once. Right after the first it does not:
 * {@code timeout} sends its signal twice, and a session that ends sends SIGTERM and SIGHUP. A
 * terminal that closes sends SIGHUP twice, so SIGHUP never is the second.
 *
 * <p>A signal that the process was started to ignore stays ignored: SIGINT in a shell's background
 * job, SIGHUP under nohup.
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
     * Listens from now on.
     *
     * @param stop what the first signal does
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
                LOG.debug("SIG{} is not for this process to handle", name, e);
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

    /** Whether a signal has come. */
    boolean isAsked() {
        return first.get() != 0;
    }

    /** What the process ends with: 128 and the number of the signal. */
    int exitCode() {
        return EXIT_CODES + first.get();
    }

    /** Waits until what the first signal began is done; returns at once if there was none. */
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
