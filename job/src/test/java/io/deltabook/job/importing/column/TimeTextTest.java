// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimeTextTest {
    private static Long read(TimeText times, String text) {
        byte[] bytes = ("x" + text + "x").getBytes(StandardCharsets.US_ASCII);
        return times.read(bytes, 1, bytes.length - 1) ? times.nanos() : null;
    }

    @ParameterizedTest
    @CsvSource({
        "1723075200, 1723075200000000000",
        "1723075200.5, 1723075200500000000",
        "1723075200.1234567899, 1723075200123456789",
        "1.7230752e9, 1723075200000000000",
        "1723075200123, 1723075200123000000",
        "1723075200123.25, 1723075200123250000",
        "1723075200123456, 1723075200123456000",
        "1723075200123456789, 1723075200123456789",
        "2024-08-08T00:00:00Z, 1723075200000000000",
        "2024-08-08T02:00:00+02:00, 1723075200000000000",
        "2024-08-08 00:00:00.123456789, 1723075200123456789",
        "2024-08-08T00:00, 1723075200000000000",
    })
    void timesAreReadExactlyInTheUnitTheyShow(String text, long nanos) {
        assertThat(read(new TimeText(1_000, false), text)).isEqualTo(nanos);
    }

    @ParameterizedTest
    @CsvSource({
        "x",
        "2024-08-32 00:00:00",
        "2024-08",
        "1723075200x",
        "NaN",
        "''",
        "-",
        "1e400",
        "1e2147483647",
        "1e-2147483647"
    })
    void whatIsNoTimeIsNone(String text) {
        assertThat(read(new TimeText(1_000, false), text)).isNull();
    }

    @Test
    void theUnitIsDecidedByTheFirstValidTime() {
        TimeText times = new TimeText(1_000_000, false);

        assertThat(read(times, "0")).isZero();
        assertThat(read(times, "1723075200123456")).isEqualTo(1_723_075_200_123_456_000L);
        assertThat(read(times, "1723075200")).isEqualTo(1_723_075_200_000L);
    }

    @Test
    void aGivenUnitIsUsedUnchanged() {
        assertThat(read(new TimeText(1_000_000_000, true), "1000")).isEqualTo(1_000_000_000_000L);
        assertThat(read(new TimeText(1_000_000_000, true), "99999999999")).isNull();
    }
}
