// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A progress line on the terminal: rows, rows per second, percent and time left. The library is
 * given the width so that it does not query the terminal, which would reset the signal handlers.
 */
public final class ProgressLine implements Progress {
    /** The unit of most commands. */
    public static final String ROWS = "rows";

    private static final int UPDATE_MILLIS = 500;

    private final ProgressBar bar;
    private final long before;

    /**
     * Shows the line.
     *
     * @param unit what is counted, such as rows
     * @param before number completed by earlier attempts
     * @param planned total number
     */
    ProgressLine(Console console, String unit, long before, long planned) {
        this.before = before;
        bar =
                new ProgressBarBuilder()
                        .setTaskName(unit)
                        .setInitialMax(planned)
                        .startsFrom(before, Duration.ZERO)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(UPDATE_MILLIS)
                        .showSpeed()
                        .setConsumer(
                                new ConsoleProgressBarConsumer(
                                        console.err(), Math.max(1, console.columns() - 1)))
                        .build();
    }

    @Override
    public void done(long read) {
        bar.stepTo(before + read);
    }

    @Override
    public void waits(String why) {
        bar.setExtraMessage(why == null ? "" : " " + why);
    }

    @Override
    public void close() {
        bar.close();
    }
}
