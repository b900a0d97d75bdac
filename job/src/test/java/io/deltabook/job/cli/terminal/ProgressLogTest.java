// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ProgressLogTest {
    private final List<String> lines = new ArrayList<>();
    private long seconds;
    private final ProgressText text =
            new ProgressText(this::nanos, ProgressLine.ROWS, 0, 10_000_000);
    private final ProgressLog progress = new ProgressLog(lines::add, this::nanos, text);

    private long nanos() {
        return TimeUnit.SECONDS.toNanos(seconds);
    }

    @Test
    void aLineIsLoggedEveryTenSeconds() {
        for (seconds = 0; seconds <= 35; seconds++) {
            progress.done(seconds * 100_000);
        }

        assertThat(lines)
                .containsExactly(
                        "1,000,000 of 10,000,000 rows (10.0 %), 100,000 rows/s, 0:01:30 left",
                        "2,000,000 of 10,000,000 rows (20.0 %), 100,000 rows/s, 0:01:20 left",
                        "3,000,000 of 10,000,000 rows (30.0 %), 100,000 rows/s, 0:01:10 left");
    }

    @Test
    void whatTheJobWaitsForReplacesTheTimeLeft() {
        progress.waits("waits for slots");
        seconds = 10;
        progress.done(0);
        progress.waits(null);
        seconds = 20;
        progress.done(0);

        assertThat(lines)
                .containsExactly(
                        "0 of 10,000,000 rows (0.0 %), waits for slots",
                        "Starting and opening files, 0:00:20");
    }

    @Test
    void beforeTheFirstRowFilesAreOpenedAndAfterTheLastTheyAreFinished() {
        seconds = 61;
        progress.done(0);
        seconds = 80;
        progress.done(10_000_000);

        assertThat(lines)
                .containsExactly(
                        "Starting and opening files, 0:01:01",
                        "10,000,000 of 10,000,000 rows (100.0 %), finishing the last files, 0:01:20");
    }

    @Test
    void aWideTerminalHasABarAsLongAsItsShare() {
        seconds = 10;
        text.done(5_000_000);

        assertThat(text.line(77))
                .isEqualTo("5,000,000 of 10,000,000 rows (50.0 %), 500,000 rows/s, 0:00:10 left");
        assertThat(text.line(80))
                .isEqualTo(
                        "[=====     ] 5,000,000 of 10,000,000 rows (50.0 %), 500,000 rows/s, 0:00:10 left");
        assertThat(text.line(200)).startsWith("[" + "=".repeat(20) + " ".repeat(20) + "] 5,0");
    }

    @Test
    void aResumedRunStartsWhereItStopped() {
        ProgressText resumed = new ProgressText(this::nanos, ProgressLine.ROWS, 400, 1_000);
        seconds = 2;
        resumed.done(200);

        assertThat(resumed.line())
                .isEqualTo("600 of 1,000 rows (60.0 %), 100 rows/s, 0:00:04 left");
    }
}
