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
    private final ProgressLog progress =
            new ProgressLog(
                    lines::add,
                    () -> TimeUnit.SECONDS.toNanos(seconds),
                    ProgressLine.ROWS,
                    0,
                    10_000_000);

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
                        "0 of 10,000,000 rows (0.0 %), 0 rows/s, waits for slots",
                        "0 of 10,000,000 rows (0.0 %), 0 rows/s, time left unknown");
    }

    @Test
    void withoutRowsTheTimeLeftIsUnknown() {
        seconds = 10;
        progress.done(0);

        assertThat(lines)
                .containsExactly("0 of 10,000,000 rows (0.0 %), 0 rows/s, time left unknown");
    }
}
