// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;

final class FixedOptionsTest {
    private static final Map<String, Object> MIN = Map.of("input", "in", "output", "out");

    @Test
    void whatIsWrittenIsFixedAndHowItRunsIsFree() throws InvalidConfigException {
        List<String> free =
                OptionCatalog.all().stream()
                        .filter(option -> option.hasDefaultValue())
                        .map(ConfigOption::key)
                        .filter(key -> !fixed(Map.of()).containsKey(key))
                        .toList();

        assertThat(free)
                .containsExactly(
                        "sink.row-group-size",
                        "sink.idle-close",
                        "memory.sample-interval",
                        "memory.pause-timeout",
                        "memory.raw-data-limit",
                        "follow",
                        "follow.every",
                        "follow.settle",
                        "parallelism",
                        "checkpoint.interval",
                        "checkpoint.every-events",
                        "checkpoint.retained",
                        "web.port",
                        "max-gap-ratio",
                        "max-reject-ratio");
        assertThat(fixed(Map.of("state", "s", "cluster", "h:1", "flink.config", "f")))
                .isEqualTo(fixed(Map.of()));
    }

    @Test
    void everyFixedOptionThatDiffersIsNamedWithBothValues() {
        Map<String, Object> before =
                fixed(Map.of("book.depth.retained", "100", "source.symbols", "A,B"));
        Map<String, Object> now =
                fixed(
                        Map.of(
                                "book.depth.retained",
                                "50",
                                "decimal.scales.X.price",
                                "2",
                                "source.from",
                                "2024-08-08",
                                "parallelism",
                                "7"));

        assertThat(FixedOptions.changes(before, now))
                .containsExactly(
                        "book.depth.retained must stay 100, but is 50",
                        "decimal.scales.X.price must stay unset, but is 2",
                        "source.from must stay unset, but is 2024-08-08",
                        "source.symbols must stay A,B, but is unset");
        assertThat(FixedOptions.changes(before, before)).isEmpty();
    }

    @Test
    void anotherWayToWriteAPathOrAValueIsNotADifference() {
        Map<String, Object> one =
                fixed(
                        Map.of(
                                "input",
                                "in/../in",
                                "silence.threshold",
                                "60s",
                                "sequence.mode",
                                "AUTO"));
        Map<String, Object> other =
                fixed(
                        Map.of(
                                "input",
                                Path.of("in").toAbsolutePath().toString(),
                                "silence.threshold",
                                "1min"));

        assertThat(FixedOptions.changes(one, other)).isEmpty();
    }

    @Test
    void anOptionThatTheRunsReleaseDidNotHaveCountsAsLeftAtItsDefault() {
        Map<String, Object> before = new HashMap<>(fixed(Map.of()));
        before.remove("sequence.restart-after");

        assertThat(FixedOptions.changes(before, fixed(Map.of()))).isEmpty();
        assertThat(FixedOptions.changes(before, fixed(Map.of("sequence.restart-after", "7"))))
                .containsExactly("sequence.restart-after must stay 100, but is 7");
    }

    @Test
    void recordedOptionsSetTheSameOptionsAgain() throws InvalidConfigException {
        Map<String, Object> options =
                Map.of("source.symbols", "A,B", "decimal.scales.A.price", "3", "parallelism", "2");
        Map<String, Object> fixed = fixed(options);

        ConfigLayers layers = new ConfigLayers().add(fixed, "run.json");

        assertThat(FixedOptions.fixed(layers.configuration())).isEqualTo(fixed);
        assertThat(FixedOptions.free(new ConfigLayers().add(options, "test").configuration()))
                .isEqualTo(Map.of("parallelism", "2"));
    }

    private static Map<String, Object> fixed(Map<String, Object> options) {
        Map<String, Object> all = new HashMap<>(MIN);
        all.putAll(options);
        try {
            return FixedOptions.fixed(new ConfigLayers().add(all, "test").configuration());
        } catch (InvalidConfigException e) {
            throw new AssertionError(e);
        }
    }
}
