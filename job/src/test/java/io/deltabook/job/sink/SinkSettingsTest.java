// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.job.parquet.event.EventFormat;
import io.deltabook.job.parquet.event.PageEncodings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SinkSettingsTest {
    private static final Duration IDLE = Duration.ofSeconds(5);

    @Test
    void theDefaultsAreTheContracts() {
        SinkSettings settings = SinkSettings.defaults("out");

        assertThat(settings.codec()).isEqualTo("zstd");
        assertThat(settings.rowGroupBytes()).isEqualTo(16 << 20);
        assertThat(settings.maxFileBytes()).isEqualTo(400 << 20);
        assertThat(settings.idleClose()).isEqualTo(IDLE);
        assertThat(settings.checkInterval()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aFileHoldsSeveralRowGroupsWhateverIsRequested() {
        SinkSettings settings = SinkSettings.of("out", "ZSTD", 16 << 20, 16 << 20, IDLE);

        assertThat(settings.rowGroupBytes()).isEqualTo(4 << 20);
        assertThat(settings.codec()).isEqualTo("zstd");
    }

    @Test
    void checksForIdleFilesOftenEnough() {
        assertThat(settings(Duration.ofMillis(100)).checkInterval())
                .isEqualTo(Duration.ofMillis(25));
        assertThat(settings(Duration.ofMillis(1)).checkInterval()).isEqualTo(Duration.ofMillis(1));
        assertThat(settings(Duration.ofHours(1)).checkInterval()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void refusesWhatCannotWork() {
        assertThatThrownBy(() -> SinkSettings.of("out", "zstd", 1 << 20, 1_000, IDLE))
                .hasMessage("sink.file.max-size must be at least 262144 bytes, but was 1000");
        assertThatThrownBy(() -> settings(Duration.ZERO))
                .hasMessage("sink.idle-close must be at least 1 ms, but was PT0S");
        assertThatThrownBy(() -> SinkSettings.defaults(" "))
                .hasMessage("output must name a folder, but was empty");
        assertThatThrownBy(
                        () ->
                                new SinkSettings(
                                        "out",
                                        "zstd",
                                        1 << 20,
                                        1 << 22,
                                        IDLE,
                                        IDLE,
                                        0,
                                        1,
                                        EventFormat.DEFAULT,
                                        PageEncodings.COMPACT))
                .hasMessage("open row groups must be at least 1, but was 0");
        assertThatThrownBy(
                        () ->
                                new SinkSettings(
                                        "out",
                                        "zstd",
                                        1 << 20,
                                        1 << 22,
                                        IDLE,
                                        IDLE,
                                        1,
                                        0,
                                        EventFormat.DEFAULT,
                                        PageEncodings.COMPACT))
                .hasMessage("open files must be at least 1, but was 0");
    }

    @Test
    void takesLocalPathsAndUris() {
        assertThat(SinkSettings.defaults("/a b/%20/c:d").folder("events").getPath())
                .isEqualTo("/a b/%20/c:d/events");
        assertThat(SinkSettings.defaults("s3://bucket/out").folder("events"))
                .hasToString("s3://bucket/out/events");
    }

    private static SinkSettings settings(Duration idleClose) {
        return SinkSettings.of("out", "zstd", 1 << 20, 1 << 22, idleClose);
    }
}
