// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;

/** All options by key, in the order in which they are documented. */
public final class OptionCatalog {
    private static final Map<String, ConfigOption<?>> BY_KEY = new LinkedHashMap<>();

    static {
        for (List<ConfigOption<?>> group : groups().values()) {
            for (ConfigOption<?> option : group) {
                BY_KEY.put(option.key(), option);
            }
        }
    }

    private OptionCatalog() {}

    /** The options by the title of their group. */
    public static Map<String, List<ConfigOption<?>>> groups() {
        Map<String, List<ConfigOption<?>>> groups = new LinkedHashMap<>();
        groups.put("Input", SourceOptions.ALL);
        groups.put("Book", BookOptions.ALL);
        groups.put("Output", SinkOptions.ALL);
        groups.put("Memory", MemoryOptions.ALL);
        groups.put("Run", RunOptions.ALL);
        return groups;
    }

    /** All options in the order in which they are documented. */
    static Collection<ConfigOption<?>> all() {
        return BY_KEY.values();
    }

    /** The option for a key, or for an entry's key below a map; null if there is none. */
    static ConfigOption<?> byKey(String key) {
        for (ConfigOption<?> map : SourceOptions.MAPS) {
            if (key.startsWith(map.key() + ".")) {
                return map;
            }
        }
        return BY_KEY.get(key);
    }

    /** Reports an unknown key: where it was found, and the most similar known key. */
    static String unknownKey(String key, String where) {
        String nearest = NearestWord.of(key, BY_KEY.keySet());
        String hint =
                nearest == null
                        ? "docs/configuration.md lists all options"
                        : "did you mean " + nearest + "?";
        return "option must be a known key, but was " + key + " (" + where + "): " + hint;
    }
}
