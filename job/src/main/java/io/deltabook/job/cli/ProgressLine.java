// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A line on the terminal that moves: rows, rows a second, percent and time left. */
final class ProgressLine implements Progress {
    private static final int UPDATE_MILLIS = 500;

    private final ProgressBar bar;

    ProgressLine(Console console, long planned) {
        bar =
                new ProgressBarBuilder()
                        .setTaskName("rows")
                        .setInitialMax(planned)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(UPDATE_MILLIS)
                        .showSpeed()
                        .setConsumer(new ConsoleProgressBarConsumer(console.err()))
                        .build();
    }

    @Override
    public void rows(long done) {
        bar.stepTo(done);
    }

    @Override
    public void close() {
        bar.close();
    }
}
