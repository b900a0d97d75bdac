// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import io.deltabook.job.storage.Place;
import io.deltabook.job.storage.plugged.StoreOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/**
 * Separates the options that determine what a run reads and writes, which must stay the same across
 * its attempts, from those that an attempt may change.
 */
public final class FixedOptions {
    /** Parallelism, monitoring and memory: the rows are the same whatever they are. */
    private static final Set<ConfigOption<?>> FREE =
            Set.of(
                    SinkOptions.ROW_GROUP_SIZE,
                    SinkOptions.IDLE_CLOSE,
                    MemoryOptions.LIMIT,
                    MemoryOptions.SAMPLE_INTERVAL,
                    MemoryOptions.PAUSE_TIMEOUT,
                    MemoryOptions.RAW_DATA_LIMIT,
                    RunOptions.STATE,
                    RunOptions.FOLLOW,
                    RunOptions.FOLLOW_EVERY,
                    RunOptions.FOLLOW_SETTLE,
                    RunOptions.CLUSTER,
                    RunOptions.CLUSTER_JAR,
                    RunOptions.PARALLELISM,
                    RunOptions.CHECKPOINT_INTERVAL,
                    RunOptions.CHECKPOINT_EVERY_EVENTS,
                    RunOptions.CHECKPOINT_RETAINED,
                    RunOptions.WEB_PORT,
                    RunOptions.MAX_GAP_RATIO,
                    RunOptions.MAX_REJECT_RATIO,
                    RunOptions.FLINK_CONFIG);

    private static final Set<ConfigOption<?>> PATHS =
            Set.of(
                    SourceOptions.INPUT,
                    RunOptions.OUTPUT,
                    RunOptions.STATE,
                    RunOptions.SEED,
                    RunOptions.FLINK_CONFIG,
                    RunOptions.CLUSTER_JAR);

    private FixedOptions() {}

    /**
     * The options that must stay the same, including those left at their default: a text or a list
     * of texts by key, with absolute paths.
     */
    public static Map<String, Object> fixed(Configuration configuration) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (ConfigOption<?> option : OptionCatalog.all()) {
            if (!FREE.contains(option)) {
                put(option, configuration, values);
            }
        }
        return values;
    }

    /**
     * The options that may change and were set, without the secrets of stores: a text or a list of
     * texts by key.
     */
    public static Map<String, Object> free(Configuration configuration) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (ConfigOption<?> option : OptionCatalog.all()) {
            if (FREE.contains(option) && configuration.contains(option)) {
                put(option, configuration, values);
            }
        }
        values.putAll(StoreOptions.recordable(configuration));
        return values;
    }

    private static void put(
            ConfigOption<?> option, Configuration configuration, Map<String, Object> values) {
        if (SourceOptions.MAPS.contains(option)) {
            String prefix = option.key() + ".";
            new TreeMap<>(configuration.toMap())
                    .forEach(
                            (key, value) -> {
                                if (key.startsWith(prefix)) {
                                    values.put(key, value);
                                }
                            });
            return;
        }
        Object value = configuration.get(option);
        if (value instanceof List<?> list) {
            values.put(option.key(), list.stream().map(item -> text(option, item)).toList());
        } else if (value != null) {
            values.put(option.key(), text(option, value));
        }
    }

    private static String text(ConfigOption<?> option, Object value) {
        String text = OptionText.of(value);
        if (!PATHS.contains(option)) {
            return text;
        }
        try {
            return Place.of(text).toAbsolutePath().normalize().toString();
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /**
     * How the options given now differ from those of a run, one sentence each.
     *
     * @param before {@link #fixed} of the run
     * @param now {@link #fixed} of the options given
     */
    public static List<String> changes(Map<String, Object> before, Map<String, Object> now) {
        Set<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(now.keySet());
        List<String> changes = new ArrayList<>();
        for (String key : keys) {
            String was = shown(key, before);
            String is = shown(key, now);
            if (!was.equals(is)) {
                changes.add("%s must stay %s, but is %s".formatted(key, was, is));
            }
        }
        return changes;
    }

    /** An option unknown to the run's release counts as left at its default. */
    private static String shown(String key, Map<String, Object> values) {
        Object value = values.get(key);
        if (value == null) {
            ConfigOption<?> option = OptionCatalog.byKey(key);
            String byDefault = option == null ? "" : OptionText.defaultOf(option);
            return byDefault.isEmpty() ? "unset" : byDefault;
        }
        return value instanceof List<?> list
                ? String.join(",", list.stream().map(Object::toString).toList())
                : value.toString();
    }
}
