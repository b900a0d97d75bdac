// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.JobID;

/**
 * While open, lets Ctrl-C (or a kill) cancel the job, if it runs by then, and say what is left of
 * it. The hook runs on the JVM's shutdown thread.
 */
final class StopOnSignal implements AutoCloseable {
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final AtomicReference<Runnable> cancel = new AtomicReference<>(() -> {});
    private final Thread hook;

    StopOnSignal(Runnable whenStopped) {
        hook =
                new Thread(
                        () -> {
                            stopping.set(true);
                            cancel.get().run();
                            whenStopped.run();
                        },
                        "stop-on-signal");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** From now on there is a job to cancel. */
    void running(EmbeddedCluster cluster, JobID job) {
        cancel.set(() -> cluster.cancel(job));
        waitIfStopping();
    }

    /** Once the process is being stopped, only the hook may speak: waits for the end of the JVM. */
    void waitIfStopping() {
        while (stopping.get()) {
            LockSupport.park(this);
        }
    }

    @Override
    public void close() {
        if (!stopping.get()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                stopping.set(true);
                waitIfStopping();
            }
        }
    }
}
