// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.testing;

import io.deltabook.job.cli.run.StopOnSignal;
import java.util.concurrent.CountDownLatch;

/** A process that is stopped by a signal, and takes for ever over that. */
public final class SignalledProcess {
    private SignalledProcess() {}

    public static void main(String[] args) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        try (StopOnSignal signal = new StopOnSignal(() -> stop(never))) {
            System.out.println("ready");
            never.await();
        }
    }

    private static void stop(CountDownLatch never) {
        System.out.println("stopping");
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
