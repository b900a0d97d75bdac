// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deltabook.job.storage.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a run ended, stored in its summary so that asking again gives the same answer.
 *
 * @param isComplete whether every lane is complete and every row accounted for
 * @param exitCode exit code of the process
 * @param faults what was wrong, one sentence each
 */
public record Outcome(boolean isComplete, int exitCode, List<String> faults) {
    static final String KEY = "outcome";

    private static final String COMPLETE = "complete";
    private static final String EXIT_CODE = "exit_code";
    private static final String FAULTS = "faults";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    public Outcome {
        faults = List.copyOf(faults);
    }

    /**
     * The outcome in an output's summary; null if there is none because the run has not finished,
     * an older version finished it, or the summary is missing or damaged.
     */
    public static Outcome read(Path output) throws IOException {
        Path file = output.resolve(Summary.FILE);
        if (!Place.isFile(file)) {
            return null;
        }
        try (JsonParser json = new JsonFactory(MAPPER).createParser(Files.newInputStream(file))) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                json.nextToken();
                if (key.equals(KEY)) {
                    return MAPPER.readTree(json) instanceof ObjectNode found ? of(found) : null;
                }
                json.skipChildren();
            }
            return null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static Outcome of(ObjectNode json) {
        if (!json.path(COMPLETE).isBoolean() || !json.path(EXIT_CODE).isInt()) {
            return null;
        }
        List<String> faults = new ArrayList<>();
        json.path(FAULTS).forEach(fault -> faults.add(fault.asText()));
        return new Outcome(json.path(COMPLETE).asBoolean(), json.path(EXIT_CODE).asInt(), faults);
    }

    void writeTo(ObjectNode json) {
        json.put(COMPLETE, isComplete);
        json.put(EXIT_CODE, exitCode);
        ArrayNode list = json.putArray(FAULTS);
        faults.forEach(list::add);
    }
}
