// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import java.time.Duration;
import java.util.Locale;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.util.TimeUtils;

/** Options as a user writes them. */
final class OptionText {
    private OptionText() {}

    /** The default value as written in YAML; empty if there is none. */
    static String defaultOf(ConfigOption<?> option) {
        return option.hasDefaultValue() ? of(option.defaultValue()) : "";
    }

    /** A value as written in YAML. */
    static String of(Object value) {
        if (value instanceof Enum<?> word) {
            return word.toString().toLowerCase(Locale.ROOT);
        }
        if (value instanceof Duration duration) {
            return TimeUtils.formatWithHighestUnit(duration).replace(" ", "");
        }
        return value instanceof MemorySize size
                ? size.toString().replace(" ", "")
                : value.toString();
    }
}
