// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What two outputs of the same input and options have in common, whatever files they are cut into.
 *
 * @param digest of all events
 * @param totals counters of all lanes
 * @param lanes counters of each lane
 * @param rejects rows that could not be used
 * @param incidents findings
 */
record OutputTotals(
        String digest, JsonNode totals, JsonNode lanes, JsonNode rejects, JsonNode incidents) {
    private static final Pattern DIGEST = Pattern.compile(", digest (\\w+)");

    /** Of an output that {@code deltabook verify} finds clean. */
    static OutputTotals of(Path output) throws IOException {
        CommandLineRun verified = CommandLineRun.of("verify", output.toString());
        assertThat(verified.exitCode()).as(verified.out() + verified.err()).isZero();
        Matcher digest = DIGEST.matcher(verified.out());
        assertThat(digest.find()).as(verified.out()).isTrue();
        JsonNode summary = new ObjectMapper().readTree(output.resolve("summary.json").toFile());
        return new OutputTotals(
                digest.group(1),
                summary.get("totals"),
                summary.get("lanes"),
                summary.at("/output/rejects/rows"),
                summary.at("/output/incidents/rows"));
    }

    /** The same but for a counter that version 0.1.0 does not have. */
    OutputTotals withoutIncidentCounts() {
        JsonNode sum = totals.deepCopy();
        ((ObjectNode) sum).remove("incidents");
        JsonNode each = lanes.deepCopy();
        each.forEach(lane -> ((ObjectNode) lane).remove("incidents"));
        return new OutputTotals(digest, sum, each, rejects, incidents);
    }
}
