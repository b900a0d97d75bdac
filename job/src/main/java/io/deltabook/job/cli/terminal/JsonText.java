// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.Map;

/** Indented JSON of maps, lists and plain values; keys in the order of the map. */
public final class JsonText {
    private static final ObjectMapper MAPPER =
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());

    private JsonText() {}

    public static String of(Map<String, ?> object) throws JsonProcessingException {
        return MAPPER.writeValueAsString(object);
    }

    public static String of(JsonNode document) throws JsonProcessingException {
        return MAPPER.writeValueAsString(document);
    }
}
