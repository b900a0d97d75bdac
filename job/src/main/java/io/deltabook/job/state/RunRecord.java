// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deltabook.job.storage.AtomicFile;
import io.deltabook.job.storage.DamagedFileException;
import io.deltabook.job.storage.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run was started with, kept in its state folder so that it is resumed with the same.
 *
 * @param version the release that started it
 * @param runId the run's id, the same as in the output's marker
 * @param started start time, as text
 * @param output absolute path of the output folder
 * @param state absolute path of the state folder
 * @param fixed all options that decide what is written; each a value or a list of values
 * @param free options that were set and may change
 */
public record RunRecord(
        String version,
        String runId,
        String started,
        Path output,
        Path state,
        Map<String, Object> fixed,
        Map<String, Object> free) {
    /** Version of the file format; raised when an older release cannot read it. */
    static final int FORMAT = 1;

    private static final String FORMAT_KEY = "format";
    private static final String VERSION = "version";
    private static final String RUN_ID = "run_id";
    private static final String STARTED = "started";
    private static final String OUTPUT = "output";
    private static final String STATE = "state";
    private static final String FIXED = "fixed_options";
    private static final String FREE = "free_options";
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Replaces the file atomically. */
    public void write(Path file) throws IOException {
        ObjectNode json = MAPPER.createObjectNode();
        json.put(FORMAT_KEY, FORMAT);
        json.put(VERSION, version);
        json.put(RUN_ID, runId);
        json.put(STARTED, started);
        json.put(OUTPUT, output.toString());
        json.put(STATE, state.toString());
        put(json.putObject(FIXED), fixed);
        put(json.putObject(FREE), free);
        byte[] bytes = MAPPER.writeValueAsBytes(json);
        AtomicFile.write(file, out -> out.write(bytes));
    }

    private static void put(ObjectNode json, Map<String, Object> options) {
        options.forEach(
                (key, value) -> {
                    if (value instanceof List<?> list) {
                        ArrayNode items = json.putArray(key);
                        list.forEach(item -> items.add(item.toString()));
                    } else {
                        json.put(key, value.toString());
                    }
                });
    }

    /**
     * Reads the record.
     *
     * @throws IOException if it is damaged, or its format is unknown to this release
     */
    public static RunRecord read(Path file) throws IOException {
        JsonNode json;
        try {
            json = MAPPER.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw DamagedFileException.of(
                    file, "say how the run was started", DamagedFileException.RESTORE, e);
        }
        String version = text(json, VERSION, file);
        int format = json.path(FORMAT_KEY).asInt();
        if (format != FORMAT) {
            throw new IOException(
                    "[%s] format must be %d, but was %d; use deltabook %s, which wrote it"
                            .formatted(file, FORMAT, format, version));
        }
        return new RunRecord(
                version,
                text(json, RUN_ID, file),
                text(json, STARTED, file),
                Place.of(text(json, OUTPUT, file)),
                Place.of(text(json, STATE, file)),
                options(json.path(FIXED)),
                options(json.path(FREE)));
    }

    private static Map<String, Object> options(JsonNode json) {
        Map<String, Object> options = new LinkedHashMap<>();
        json.properties()
                .forEach(
                        option -> {
                            JsonNode value = option.getValue();
                            if (value.isArray()) {
                                List<String> items = new ArrayList<>();
                                value.forEach(item -> items.add(item.asText()));
                                options.put(option.getKey(), items);
                            } else {
                                options.put(option.getKey(), value.asText());
                            }
                        });
        return options;
    }

    private static String text(JsonNode json, String key, Path file) throws IOException {
        JsonNode value = json.get(key);
        if (value == null || !value.isTextual()) {
            throw new DamagedFileException(
                    file,
                    "say how the run was started",
                    "has no text " + key,
                    DamagedFileException.RESTORE,
                    null);
        }
        return value.textValue();
    }
}
