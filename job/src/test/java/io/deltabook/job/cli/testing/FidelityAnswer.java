// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** What {@code fidelity --json} says of the first lane. */
public final class FidelityAnswer {
    private FidelityAnswer() {}

    public static JsonNode lane(CommandLineRun run) throws IOException {
        return new ObjectMapper().readTree(run.out()).at("/lanes/0");
    }

    /** As above; the command must end with a code. */
    public static JsonNode lane(int exitCode, Object... words) throws IOException {
        return lane(CommandLineRun.of(words).assertEndedWith(exitCode));
    }

    /** The value of a figure, which must have one. */
    public static double figure(JsonNode lane, String key) {
        for (JsonNode figure : lane.get("figures")) {
            if (figure.get("figure").asText().equals(key)) {
                assertThat(figure.get("value").isNumber()).as(key).isTrue();
                return figure.get("value").asDouble();
            }
        }
        throw new IllegalArgumentException(key);
    }

    /** Every figure that has a value has the best one. */
    public static void assertPerfect(JsonNode lane, long seed) {
        for (JsonNode figure : lane.get("figures")) {
            if (!figure.get("value").isNull()) {
                assertThat(figure.get("value").asDouble())
                        .as("%s, seed %d", figure, seed)
                        .isEqualTo(figure.has("at_least") ? 1 : 0);
            }
        }
    }
}
