// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;

/**
 * A progress line on the terminal, drawn again twice a second and erased at the end. The library is
 * given the width so that it does not query the terminal, which would reset the signal handlers.
 */
public final class ProgressLine implements Progress {
    /** The unit of most commands. */
    public static final String ROWS = "rows";

    private static final int UPDATE_MILLIS = 500;

    private final ProgressBar bar;
    private final ProgressText text;

    /**
     * Shows the line.
     *
     * @param text what it says
     */
    ProgressLine(Console console, ProgressText text) {
        this.text = text;
        bar =
                new ProgressBarBuilder()
                        .setRenderer(this::render)
                        .setUpdateIntervalMillis(UPDATE_MILLIS)
                        .continuousUpdate()
                        .clearDisplayOnFinish()
                        .setConsumer(
                                new ConsoleProgressBarConsumer(
                                        console.err(), Math.max(1, console.columns() - 1)))
                        .build();
    }

    /** Padded, to cover a longer line before it. */
    private String render(ProgressState state, int width) {
        String line = text.line(width);
        return line + " ".repeat(Math.max(0, width - line.length()));
    }

    @Override
    public void done(long read) {
        text.done(read);
    }

    @Override
    public void waits(String why) {
        text.waits(why);
    }

    @Override
    public void close() {
        bar.close();
    }
}
