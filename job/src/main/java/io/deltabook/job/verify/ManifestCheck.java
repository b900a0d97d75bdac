// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deltabook.job.output.Manifest;
import io.deltabook.job.output.ManifestEntry;
import io.deltabook.job.output.SideFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Checks that the manifest, if there is one, agrees with every file. */
final class ManifestCheck {
    /** Facts that identify the file that was committed. */
    private static final Set<String> CONTENT = Set.of("bytes", "crc32c");

    /** Longer lines are truncated, which makes them invalid JSON. */
    private static final int LONGEST_LINE = 1 << 20;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Findings findings;
    private final Map<String, JsonNode> lines = new TreeMap<>();
    private final boolean exists;
    private boolean namesSides;

    private ManifestCheck(Findings findings, boolean exists) {
        this.findings = findings;
        this.exists = exists;
    }

    /** Reads the manifest of an output. */
    static ManifestCheck open(Path output, Findings findings) throws IOException {
        Path file = output.resolve(Manifest.FILE);
        ManifestCheck check = new ManifestCheck(findings, Files.exists(file));
        if (check.exists) {
            check.read(file);
        }
        return check;
    }

    /** Bytes that are not text are replaced, so the line is reported as wrong. */
    private void read(Path file) throws IOException {
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                Files.newInputStream(file), StandardCharsets.UTF_8))) {
            StringBuilder line = new StringBuilder();
            int number = 1;
            for (int sign = reader.read(); sign >= 0; sign = reader.read()) {
                if (sign == '\n') {
                    line(line.toString(), number++);
                    line.setLength(0);
                } else if (line.length() < LONGEST_LINE) {
                    line.append((char) sign);
                }
            }
            if (!line.isEmpty()) {
                line(line.toString(), number);
            }
        }
    }

    private void line(String text, int number) {
        try {
            JsonNode line = MAPPER.readTree(text);
            String path = line.path("path").asText();
            namesSides |= line.has(SideFile.DATASET);
            if (lines.put(path, line) != null) {
                findings.file(
                        FindingKind.MANIFEST,
                        Manifest.FILE,
                        "line %d must name a file not named before, but names %s",
                        number,
                        path);
            }
        } catch (IOException e) {
            findings.file(
                    FindingKind.MANIFEST,
                    Manifest.FILE,
                    "line %d must be JSON, but is not: %s",
                    number,
                    e.getMessage());
        }
    }

    boolean exists() {
        return exists;
    }

    /** Compares an existing events file with its line. */
    void file(ManifestEntry entry) throws IOException {
        if (exists) {
            if (lines.get(entry.path()) instanceof ObjectNode line) {
                ManifestEntry.addVersion(line);
            }
            compare(entry.path(), entry.json(MAPPER));
        }
    }

    /** Compares a file of another dataset; a manifest of release 0.1.0 lists none of them. */
    void file(SideFile side) throws IOException {
        if (exists && namesSides) {
            compare(side.path(), side.json(MAPPER));
        }
    }

    private void compare(String path, JsonNode expected) throws IOException {
        JsonNode line = lines.remove(path);
        if (line == null) {
            findings.file(FindingKind.MANIFEST, path, "must be in %s, but is not", Manifest.FILE);
            return;
        }
        JsonNode found = MAPPER.readTree(MAPPER.writeValueAsBytes(expected));
        Set<String> keys = new HashSet<>();
        found.fieldNames().forEachRemaining(keys::add);
        line.fieldNames().forEachRemaining(keys::add);
        for (String key : keys.stream().sorted().toList()) {
            if (!found.path(key).equals(line.path(key))) {
                boolean isContent = CONTENT.contains(key);
                findings.file(
                        isContent ? FindingKind.DAMAGED : FindingKind.MANIFEST,
                        path,
                        "%s must be %s as in %s, but is %s",
                        key,
                        line.path(key),
                        Manifest.FILE,
                        found.path(key));
            }
        }
    }

    /** Marks a file that exists but cannot be compared. */
    void unreadable(String path) {
        lines.remove(path);
    }

    /** Unmatched entries name missing files. */
    void end() {
        for (String path : lines.keySet()) {
            findings.file(
                    FindingKind.FILE,
                    path,
                    "must exist because %s lists it, but is missing",
                    Manifest.FILE);
        }
    }
}
