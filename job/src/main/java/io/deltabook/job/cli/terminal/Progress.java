// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import java.util.function.Consumer;

/** Tells the user how far a command has come. */
public interface Progress extends AutoCloseable {
    /**
     * A bar where the terminal shows one, else lines of the log.
     *
     * @param hasTerminal whether the terminal is not taken up by what the command prints
     * @param log takes the lines
     * @param unit what is counted, such as rows
     * @param before how many of them earlier attempts have done
     * @param planned how many there are
     */
    static Progress of(
            Console console,
            boolean hasTerminal,
            Consumer<String> log,
            String unit,
            long before,
            long planned) {
        return console.isTerminal() && hasTerminal
                ? new ProgressLine(console, unit, before, planned)
                : new ProgressLog(log, System::nanoTime, unit, before, planned);
    }

    /** Rows, or what else is counted, that this attempt has read so far. */
    void done(long read);

    /** Why there are no more of them for now; null once there may be. */
    void waits(String why);

    @Override
    void close();
}
