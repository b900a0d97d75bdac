// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deltabook.job.output.UnfinishedCompaction;
import io.deltabook.job.storage.AtomicFile;
import io.deltabook.job.storage.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The hours that a compaction is replacing. The journal is on disk before the first of them is
 * touched and is deleted after everything else is done, so an existing journal tells what may be
 * half done.
 *
 * @param hours the hours being replaced
 */
record Journal(List<Hour> hours) {
    /** Version of the file format; no other is read. */
    static final int VERSION = 1;

    private static final String VERSION_KEY = "version";
    private static final String HOURS = "hours";
    private static final String FOLDER = "folder";
    private static final String STAGE = "stage";
    private static final String PARTS = "parts";
    private static final String FILES = "files";
    private static final String NAME = "name";
    private static final String BYTES = "bytes";
    private static final String CRC32C = "crc32c";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * An hour.
     *
     * @param folder its folder, relative to the output folder
     * @param stage name of its working folder within the compaction's
     * @param parts the former content of the folder
     * @param files the new content
     */
    record Hour(String folder, String stage, List<Named> parts, List<Named> files) {}

    /**
     * A file.
     *
     * @param name its name in the folder
     * @param bytes its size
     * @param crc32c its checksum
     */
    record Named(String name, long bytes, int crc32c) {
        static Named of(HourFile file) {
            return new Named(file.name(), file.entry().bytes(), file.entry().crc32c());
        }
    }

    /** Its location in an output. */
    static Path file(Path output) {
        return output.resolve(UnfinishedCompaction.FOLDER).resolve(UnfinishedCompaction.JOURNAL);
    }

    /** Writes it durably. */
    void write(Path output) throws IOException {
        ObjectNode json = MAPPER.createObjectNode();
        json.put(VERSION_KEY, VERSION);
        ArrayNode array = json.putArray(HOURS);
        for (Hour hour : hours) {
            ObjectNode object = array.addObject();
            object.put(FOLDER, hour.folder);
            object.put(STAGE, hour.stage);
            files(object.putArray(PARTS), hour.parts);
            files(object.putArray(FILES), hour.files);
        }
        byte[] bytes = MAPPER.writeValueAsBytes(json);
        Path file = file(output);
        AtomicFile.write(file, out -> out.write(bytes));
        Disk.forceNames(file.getParent());
    }

    private static void files(ArrayNode array, List<Named> files) {
        for (Named file : files) {
            array.addObject()
                    .put(NAME, file.name)
                    .put(BYTES, file.bytes)
                    .put(CRC32C, HexFormat.of().toHexDigits(file.crc32c));
        }
    }

    /** Reads the journal of an output; null if there is none. */
    static Journal read(Path output) throws IOException {
        Path file = file(output);
        if (!Files.exists(file)) {
            return null;
        }
        try {
            JsonNode json = MAPPER.readTree(Files.readAllBytes(file));
            if (json.required(VERSION_KEY).asInt() != VERSION) {
                throw new IOException(
                        "its version must be %d, but is %s: use the release that wrote it"
                                .formatted(VERSION, json.get(VERSION_KEY)));
            }
            List<Hour> hours = new ArrayList<>();
            for (JsonNode hour : json.required(HOURS)) {
                hours.add(
                        new Hour(
                                hour.required(FOLDER).asText(),
                                hour.required(STAGE).asText(),
                                files(hour.required(PARTS)),
                                files(hour.required(FILES))));
            }
            return new Journal(hours);
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException(
                    "[%s] must be the journal of a compaction: %s".formatted(file, e.getMessage()),
                    e);
        }
    }

    private static List<Named> files(JsonNode array) {
        List<Named> files = new ArrayList<>();
        for (JsonNode file : array) {
            files.add(
                    new Named(
                            file.required(NAME).asText(),
                            file.required(BYTES).asLong(),
                            HexFormat.fromHexDigits(file.required(CRC32C).asText())));
        }
        return files;
    }
}
