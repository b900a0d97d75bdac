// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deltabook.contract.EventType;
import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.event.EventFileFacts;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.storage.Place;
import io.deltabook.time.EventHour;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * One committed events file.
 *
 * @param path relative to the output folder, with {@code /}
 * @param bytes size of the file
 * @param crc32c checksum of the whole file
 * @param facts content of its footer
 */
public record ManifestEntry(String path, long bytes, int crc32c, EventFileFacts facts)
        implements CommittedFile {
    /** By exchange, symbol, hour and first event_seq. */
    static final Comparator<ManifestEntry> ORDER =
            Comparator.comparing((ManifestEntry entry) -> entry.facts.lane())
                    .thenComparingLong(ManifestEntry::hour)
                    .thenComparingLong(entry -> entry.facts.firstSeq())
                    .thenComparing(ManifestEntry::path);

    private static final String SCHEMA_VERSION = "schema_version";

    private static final int DISK_BUFFER_BYTES = 1 << 20;

    /** With one request. */
    private static final int STORE_BUFFER_BYTES = 4 << 20;

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /** Reads a file: its footer, and its whole content for the checksum. */
    public static ManifestEntry of(Path output, Path file) throws IOException {
        return new ManifestEntry(
                DataFiles.pathIn(output, file),
                Files.size(file),
                crc32c(file),
                EventFileFacts.read(file));
    }

    /**
     * Reads a line of the manifest.
     *
     * @throws IllegalArgumentException if a field is missing
     */
    static ManifestEntry parse(JsonNode line) {
        Map<EventType, Long> rowsOfType = new EnumMap<>(EventType.class);
        JsonNode types = line.required("event_types");
        for (EventType type : EventType.values()) {
            rowsOfType.put(type, types.required(type.name()).asLong());
        }
        EventFileFacts facts =
                new EventFileFacts(
                        line.path(SCHEMA_VERSION).asInt(EventSchema.FIRST_VERSION),
                        new LaneId(
                                line.required("exchange").asText(),
                                line.required("symbol").asText()),
                        line.required("rows").asLong(),
                        line.required("first_event_seq").asLong(),
                        line.required("last_event_seq").asLong(),
                        line.required("first_event_timestamp_ns").asLong(),
                        line.required("last_event_timestamp_ns").asLong(),
                        rowsOfType);
        return new ManifestEntry(
                line.required("path").asText(),
                line.required("bytes").asLong(),
                HexFormat.fromHexDigits(line.required("crc32c").asText()),
                facts);
    }

    /** Adds the schema version, which lines of release 0.1.0 lack. */
    public static void addVersion(ObjectNode line) {
        if (!line.has(SCHEMA_VERSION)) {
            line.put(SCHEMA_VERSION, EventSchema.FIRST_VERSION);
        }
    }

    /** CRC32C of a file. */
    public static int crc32c(Path file) throws IOException {
        CRC32C checksum = new CRC32C();
        byte[] buffer = new byte[Place.isRemote(file) ? STORE_BUFFER_BYTES : DISK_BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                checksum.update(buffer, 0, read);
            }
        }
        return (int) checksum.getValue();
    }

    /**
     * Requires a file in an output to be the one that the manifest lists.
     *
     * @throws IOException if its checksum differs
     */
    public void requireUnchanged(Path output) throws IOException {
        requireChecksum(output.resolve(path), crc32c);
    }

    static void requireChecksum(Path file, int expected) throws IOException {
        int found = crc32c(file);
        if (found != expected) {
            throw new IOException(
                    "[%s] must have CRC32C %s as the manifest says, but has %s: it was changed or damaged"
                            .formatted(
                                    file,
                                    HexFormat.of().toHexDigits(expected),
                                    HexFormat.of().toHexDigits(found)));
        }
    }

    /** Hours since 1970-01-01T00Z. */
    long hour() {
        return EventHour.of(facts.firstNanos());
    }

    @Override
    public long rows() {
        return facts.rows();
    }

    /** The manifest's line for this file. */
    public ObjectNode json(ObjectMapper mapper) {
        ObjectNode json = mapper.createObjectNode();
        json.put("path", path);
        json.put("exchange", facts.lane().exchange());
        json.put("symbol", facts.lane().symbol());
        json.put("hour", Instant.ofEpochSecond(hour() * 3_600).toString());
        json.put(SCHEMA_VERSION, facts.schemaVersion());
        json.put("rows", facts.rows());
        json.put("bytes", bytes);
        json.put("first_event_seq", facts.firstSeq());
        json.put("last_event_seq", facts.lastSeq());
        json.put("first_event_timestamp", iso(facts.firstNanos()));
        json.put("last_event_timestamp", iso(facts.lastNanos()));
        json.put("first_event_timestamp_ns", facts.firstNanos());
        json.put("last_event_timestamp_ns", facts.lastNanos());
        ObjectNode types = json.putObject("event_types");
        for (EventType type : EventType.values()) {
            types.put(type.name(), facts.rowsOfType().get(type));
        }
        json.put("crc32c", HexFormat.of().toHexDigits(crc32c));
        return json;
    }

    private static String iso(long nanos) {
        return Instant.ofEpochSecond(
                        Math.floorDiv(nanos, NANOS_PER_SECOND),
                        Math.floorMod(nanos, NANOS_PER_SECOND))
                .toString();
    }
}
