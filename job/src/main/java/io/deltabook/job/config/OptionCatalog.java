// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;

/** All options by key, in the order in which they are documented. */
public final class OptionCatalog {
    /**
     * Maximum edit distance between an unknown key and its suggestion, as a share of its length.
     */
    private static final double NEAR = 0.4;

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
        String nearest = null;
        int least = Integer.MAX_VALUE;
        for (String known : BY_KEY.keySet()) {
            int edits = edits(key.toLowerCase(Locale.ROOT), known);
            if (edits < least) {
                least = edits;
                nearest = known;
            }
        }
        String hint =
                least <= Math.max(2, key.length() * NEAR)
                        ? "did you mean " + nearest + "?"
                        : "docs/configuration.md lists all options";
        return "option must be a known key, but was " + key + " (" + where + "): " + hint;
    }

    private static int edits(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.length()];
    }
}
