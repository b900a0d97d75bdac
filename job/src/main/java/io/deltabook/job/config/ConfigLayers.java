// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import io.deltabook.job.storage.plugged.StoreOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/**
 * Merges layers of option values; later layers win. Keys are checked as they are added, and all
 * faults are reported together.
 */
public final class ConfigLayers {
    private final Configuration configuration = new Configuration();
    private final List<String> faults = new ArrayList<>();

    /**
     * Adds a layer.
     *
     * @param values keys with a value or a list of values
     * @param where the layer's name in errors, such as the file name
     */
    public ConfigLayers add(Map<String, Object> values, String where) {
        values.forEach((key, value) -> add(key, value, where));
        return this;
    }

    /**
     * Adds the options of a file, then those of {@code --set} on top.
     *
     * @param file YAML, null for none
     */
    public ConfigLayers add(Path file, Map<String, String> set) throws InvalidConfigException {
        if (file != null) {
            add(YamlFile.read(file), file.toString());
        }
        return add(new LinkedHashMap<>(set), "--set");
    }

    private void add(String key, Object value, String where) {
        ConfigOption<?> option = OptionCatalog.byKey(key);
        if (option == null && !StoreOptions.isOne(key)) {
            faults.add(OptionCatalog.unknownKey(key, where));
            return;
        }
        if (value instanceof List<?> list) {
            configuration.setString(key, joined(list.stream().map(String::valueOf).toList()));
        } else if (isList(option)) {
            String[] parts = value.toString().split(",");
            configuration.setString(key, joined(Arrays.stream(parts).map(String::strip).toList()));
        } else {
            configuration.setString(key, value.toString().strip());
        }
    }

    private static boolean isList(ConfigOption<?> option) {
        return option == SourceOptions.INPUT || option == SourceOptions.SYMBOLS;
    }

    /** A YAML list on one line, the form in which Flink keeps list options. */
    private static String joined(List<String> items) {
        return items.stream()
                .filter(item -> !item.isEmpty())
                .map(item -> "'" + item.replace("'", "''") + "'")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** The merged values of all layers; unset options have their default. */
    public Configuration configuration() throws InvalidConfigException {
        if (!faults.isEmpty()) {
            throw new InvalidConfigException(faults);
        }
        return new Configuration(configuration);
    }
}
