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
 * While open, Flink does not end the process without a word. It exits, with a code of its own, on
 * an error that it cannot handle in one of its threads, nearly always for want of heap. What is
 * said then is made beforehand, because there may be no memory left to make it.
 */
public final class FatalExit {
    private static final Logger LOG = LoggerFactory.getLogger(FatalExit.class);

    /** Less of the heap than this part is as good as none. */
    private static final int PART = 8;

    private final byte[] exhausted;
    private final byte[] other;
    private final FileOutputStream err = new FileOutputStream(FileDescriptor.err);
    private final Thread lastWords = new Thread(this::end, "last-words");

    /**
     * Begins to watch.
     *
     * @param wayOut how the run goes on
     */
    public FatalExit(String wayOut) {
        exhausted = line(ProcessLimits.exhaustedHeap(), wayOut);
        other =
                line(
                        "Flink ended the process after an error that it could not handle, which stands in the log file",
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

    /** Ends the watch. */
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(lastWords);
        } catch (IllegalStateException e) {
            LOG.debug("The process is ending already", e);
        }
    }
}
