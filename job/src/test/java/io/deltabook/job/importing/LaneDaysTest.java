// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.Missing;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LaneDaysTest {
    private static List<String> days(LaneDays days, String... times) {
        List<String> found = new ArrayList<>();
        for (String time : times) {
            long nanos =
                    time == null
                            ? Missing.TIME
                            : Instant.parse(time + "T12:00:00Z").getEpochSecond() * 1_000_000_000L;
            if (days.isNext(nanos)) {
                days.goOn();
            }
            found.add(days.day().toString());
        }
        return found;
    }

    @Test
    void daysFollowOneAnotherAndNeverGoBack() {
        assertThat(
                        days(
                                new LaneDays(null),
                                "2024-08-08",
                                null,
                                "2024-08-09",
                                "2024-08-08",
                                "2024-08-10"))
                .containsExactly(
                        "2024-08-08", "2024-08-08", "2024-08-09", "2024-08-09", "2024-08-10");
    }

    @Test
    void daysAreSkippedWhereTwoRowsSaySo() {
        assertThat(
                        days(
                                new LaneDays(null),
                                "2024-08-08",
                                "2077-01-01",
                                "2024-08-08",
                                "2024-08-12",
                                "2024-08-13",
                                "2024-08-13"))
                .containsExactly(
                        "2024-08-08",
                        "2024-08-08",
                        "2024-08-08",
                        "2024-08-08",
                        "2024-08-12",
                        "2024-08-13");
    }

    @Test
    void aGivenDayAppliesToAllRows() {
        assertThat(days(new LaneDays(LocalDate.of(2024, 1, 2)), "2024-08-08", null))
                .containsExactly("2024-01-02", "2024-01-02");
    }

    @Test
    void implausibleTimesSayNothing() {
        assertThat(days(new LaneDays(null), "1971-01-01", "2024-08-08", "2150-01-01", "2150-01-01"))
                .containsExactly("1970-01-01", "2024-08-08", "2024-08-08", "2024-08-08");
    }
}
