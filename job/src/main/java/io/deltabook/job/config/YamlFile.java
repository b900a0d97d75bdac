// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads YAML settings, nested or with dots in their keys, into flat keys. */
public final class YamlFile {
    private static final ObjectMapper MAPPER =
            new ObjectMapper(
                    YAMLFactory.builder()
                            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                            .build());

    private YamlFile() {}

    /** The keys that have a value, with the value: a string, or a list of strings. */
    public static Map<String, Object> read(Path file) throws InvalidConfigException {
        if (!Files.isRegularFile(file)) {
            throw invalid(file.toString(), "must be an existing file, but does not exist");
        }
        try {
            return parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw invalid(file.toString(), "must be readable, but was not: " + e.getMessage());
        }
    }

    /**
     * Like {@link #read}, but from a text.
     *
     * @param where the text's name in errors
     */
    public static Map<String, Object> parse(String text, String where)
            throws InvalidConfigException {
        JsonNode root;
        try {
            root = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            String line = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
            String why = e.getOriginalMessage().lines().findFirst().orElse("");
            throw invalid(where, "must be valid YAML, but was not" + line + ": " + why);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        if (root == null || root.isMissingNode() || root.isNull()) {
            return values;
        }
        if (!root.isObject()) {
            throw invalid(where, "must hold 'key: value' lines, but holds " + root);
        }
        flatten("", root, values);
        return values;
    }

    private static void flatten(String prefix, JsonNode node, Map<String, Object> values) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String key = prefix + entry.getKey();
            JsonNode value = entry.getValue();
            if (value.isObject()) {
                flatten(key + ".", value, values);
            } else if (value.isArray()) {
                List<String> items = new ArrayList<>();
                value.forEach(item -> items.add(item.asText()));
                values.put(key, items);
            } else if (!value.asText().isEmpty() && !value.isNull()) {
                values.put(key, value.asText());
            }
        }
    }

    private static InvalidConfigException invalid(String where, String what) {
        return new InvalidConfigException(List.of("[" + where + "] " + what));
    }
}
