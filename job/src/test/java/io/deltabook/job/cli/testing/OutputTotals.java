// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
public record OutputTotals(
        String digest, JsonNode totals, JsonNode lanes, JsonNode rejects, JsonNode incidents) {
    private static final Pattern DIGEST = Pattern.compile(", digest (\\w+)");

    /** Of an output that {@code deltabook verify} finds clean. */
    public static OutputTotals of(Path output) throws IOException {
        CommandLineRun verified = CommandLineRun.succeeds("verify", output);
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

    /**
     * The same except for what version 0.1.0 has not, or counts by other rules: the digest, which
     * is of other columns, the number of incidents, and times that go back in old messages.
     */
    public OutputTotals sinceFirstVersion() {
        JsonNode sum = totals.deepCopy();
        JsonNode each = lanes.deepCopy();
        List<JsonNode> counted = new ArrayList<>(List.of(sum));
        each.forEach(counted::add);
        for (JsonNode counters : counted) {
            ((ObjectNode) counters)
                    .remove(
                            List.of(
                                    "incidents",
                                    "time_regressions",
                                    "live_messages",
                                    "live_message_share",
                                    "quotes",
                                    "periods"));
        }
        return new OutputTotals("", sum, each, rejects, null);
    }
}
