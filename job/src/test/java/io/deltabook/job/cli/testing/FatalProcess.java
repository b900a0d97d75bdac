// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.testing;

import io.deltabook.job.cli.run.FatalExit;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.FatalExitExceptionHandler;

/** A process that Flink ends, as it does for an error in one of its threads. */
public final class FatalProcess {
    private static final int CHUNK = 1 << 20;

    private FatalProcess() {}

    /** With an argument the heap is full by then. */
    public static void main(String[] args) {
        FatalExit fatal = new FatalExit("resume with 'deltabook run --resume --output out'");
        List<byte[]> heap = new ArrayList<>();
        try {
            while (args.length > 0) {
                heap.add(new byte[CHUNK]);
            }
            throw new IllegalStateException("a defect");
        } catch (OutOfMemoryError | IllegalStateException e) {
            FatalExitExceptionHandler.INSTANCE.uncaughtException(Thread.currentThread(), e);
        }
        System.out.println("not ended, with " + heap.size() + " MB");
        fatal.close();
    }
}
