// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import java.util.function.Consumer;

/** Shows the user a command's progress. */
public interface Progress extends AutoCloseable {
    /**
     * A progress line if the terminal is free for it, otherwise lines in the log.
     *
     * @param hasTerminal whether the command prints nothing else to the terminal
     * @param log receives the lines
     * @param unit what is counted, such as rows
     * @param before number completed by earlier attempts
     * @param planned total number
     */
    static Progress of(
            Console console,
            boolean hasTerminal,
            Consumer<String> log,
            String unit,
            long before,
            long planned) {
        ProgressText text = new ProgressText(System::nanoTime, unit, before, planned);
        return console.isTerminal() && hasTerminal
                ? new ProgressLine(console, text)
                : new ProgressLog(log, System::nanoTime, text);
    }

    /** Sets how many rows, or other units, this attempt has read so far. */
    void done(long read);

    /** Sets why there is no progress at the moment; null once there is again. */
    void waits(String why);

    @Override
    void close();
}
