// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares a resource with the schema of its definition: names, types and lists of words. */
final class ResourceSchema {
    private final List<String> faults = new ArrayList<>();

    private ResourceSchema() {}

    /** One line for each value that the schema does not allow. */
    static List<String> faults(JsonNode value, JsonNode schema, String name) {
        ResourceSchema check = new ResourceSchema();
        check.value(value, schema, name);
        return check.faults;
    }

    private void value(JsonNode value, JsonNode schema, String name) {
        if (schema.path("x-kubernetes-int-or-string").asBoolean()
                || schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
            return;
        }
        String type = schema.path("type").asText("object");
        if (!isOf(type, value)) {
            faults.add("%s must be %s, but is %s".formatted(name, type, value));
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                value(value.get(i), schema.path("items"), name + '[' + i + ']');
            }
        } else if (value.isObject()) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                field(field, schema, name + '.' + field.getKey());
            }
        } else {
            word(value, schema.path("enum"), name);
        }
    }

    private void field(Map.Entry<String, JsonNode> field, JsonNode schema, String name) {
        JsonNode known = schema.path("properties").path(field.getKey());
        JsonNode any = schema.path("additionalProperties");
        if (known.isMissingNode() && any.isMissingNode()) {
            faults.add(name + " is unknown");
        } else {
            value(field.getValue(), known.isMissingNode() ? any : known, name);
        }
    }

    private void word(JsonNode value, JsonNode words, String name) {
        for (JsonNode word : words) {
            if (word.equals(value)) {
                return;
            }
        }
        if (!words.isMissingNode()) {
            faults.add("%s must be one of %s, but is %s".formatted(name, words, value));
        }
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "array" -> value.isArray();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "object" -> value.isObject();
            default -> value.isTextual();
        };
    }
}
