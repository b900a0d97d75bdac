// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deltabook.job.output.Summary;
import io.deltabook.job.storage.SmallFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Checks that the summary, if there is one, agrees with the committed files. */
final class SummaryCheck {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SummaryCheck() {}

    static void check(Path output, Summary made, Findings findings) throws IOException {
        Path file = output.resolve(Summary.FILE);
        if (!Files.exists(file)) {
            return;
        }
        JsonNode written;
        try {
            written = MAPPER.readTree(SmallFile.read(file));
        } catch (IOException e) {
            findings.file(
                    FindingKind.SUMMARY,
                    Summary.FILE,
                    "must be JSON, but is not: %s",
                    e.getMessage());
            return;
        }
        if (written instanceof ObjectNode object) {
            object.remove(Summary.NOT_DERIVED);
        }
        JsonNode expected = MAPPER.readTree(MAPPER.writeValueAsBytes(made.json()));
        Map<String, JsonNode> expectedLeaves = leaves(expected);
        Map<String, JsonNode> writtenLeaves = leaves(written);
        if (Summary.isOfFirstRelease(written)) {
            expectedLeaves.keySet().retainAll(writtenLeaves.keySet());
            expectedLeaves.keySet().removeIf(SummaryCheck::isVerdict);
            writtenLeaves.keySet().removeIf(SummaryCheck::isVerdict);
        }
        expectedLeaves.forEach(
                (key, value) -> differ(key, value, writtenLeaves.remove(key), findings));
        writtenLeaves.forEach((key, value) -> differ(key, null, value, findings));
    }

    private static boolean isVerdict(String key) {
        return key.endsWith('.' + Summary.VERDICT);
    }

    private static void differ(String key, JsonNode expected, JsonNode written, Findings findings) {
        if (expected == null || !expected.equals(written)) {
            findings.file(
                    FindingKind.SUMMARY,
                    Summary.FILE,
                    "%s must be %s as in the files, but is %s",
                    key,
                    expected == null ? "absent" : expected,
                    written == null ? "absent" : written);
        }
    }

    private static Map<String, JsonNode> leaves(JsonNode json) {
        Map<String, JsonNode> leaves = new TreeMap<>();
        collect("", json, leaves);
        return leaves;
    }

    private static void collect(String key, JsonNode json, Map<String, JsonNode> leaves) {
        if (json.isObject()) {
            json.properties()
                    .forEach(
                            child ->
                                    collect(
                                            key.isEmpty()
                                                    ? child.getKey()
                                                    : key + '.' + child.getKey(),
                                            child.getValue(),
                                            leaves));
        } else if (json.isArray()) {
            for (int i = 0; i < json.size(); i++) {
                collect(key + '[' + i + ']', json.get(i), leaves);
            }
        } else {
            leaves.put(key, json);
        }
    }
}
