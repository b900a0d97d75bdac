// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.terminal.ProcessLimits;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * While open, Flink cannot end the process silently. On an error that one of its threads cannot
 * handle, nearly always an exhausted heap, Flink exits with an exit code of its own. The message is
 * prepared beforehand, because there may be no memory left to build it.
 */
public final class FatalExit {
    private static final Logger LOG = LoggerFactory.getLogger(FatalExit.class);

    /** A free part of the heap smaller than this counts as exhausted. */
    private static final int PART = 8;

    private final byte[] exhausted;
    private final byte[] other;
    private final FileOutputStream err = new FileOutputStream(FileDescriptor.err);
    private final Thread lastWords = new Thread(this::end, "last-words");

    /**
     * Starts watching.
     *
     * @param wayOut how to resume the run
     */
    public FatalExit(String wayOut) {
        exhausted = line(ProcessLimits.exhaustedHeap(), wayOut);
        other =
                line(
                        "Flink ended the process after an error that it could not handle; see the log file",
                        wayOut);
        Runtime.getRuntime().addShutdownHook(lastWords);
    }

    private static byte[] line(String what, String wayOut) {
        return "%nerror: %s; %s%n".formatted(what, wayOut).getBytes(StandardCharsets.UTF_8);
    }

    private void end() {
        Runtime heap = Runtime.getRuntime();
        long free = heap.maxMemory() - heap.totalMemory() + heap.freeMemory();
        try {
            err.write(free < heap.maxMemory() / PART ? exhausted : other);
        } catch (IOException e) {
            heap.halt(ExitCode.FAILED);
        }
        heap.halt(ExitCode.FAILED);
    }

    /** Stops watching. */
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(lastWords);
        } catch (IllegalStateException e) {
            LOG.debug("The process is already ending", e);
        }
    }
}
