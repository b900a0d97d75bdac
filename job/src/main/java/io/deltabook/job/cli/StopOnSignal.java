// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.JobID;

/**
 * While open, lets Ctrl-C (or a kill) cancel a job cleanly and say what is left of it. The action
 * runs on the JVM's shutdown thread.
 */
final class StopOnSignal implements AutoCloseable {
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final Thread hook;

    StopOnSignal(EmbeddedCluster cluster, JobID job, Runnable whenCancelled) {
        hook =
                new Thread(
                        () -> {
                            stopping.set(true);
                            cluster.cancel(job);
                            whenCancelled.run();
                        },
                        "stop-on-signal");
        Runtime.getRuntime().addShutdownHook(hook);
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
            }
        }
    }
}
