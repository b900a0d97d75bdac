// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deltabook.contract.CrossedPolicy;
import io.deltabook.engine.BookSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The settings of a run that are needed to follow its books through its events.
 *
 * @param retained levels kept per side
 * @param anchorDepth levels per side of RESYNC and PERIODIC snapshots
 * @param publishedDepth levels per side of CHECK and INTERVAL snapshots
 * @param crossedPolicy what happens to a crossed book
 * @param nonPositivePrices whether 0 and negative values are valid prices
 */
public record BookBounds(
        int retained,
        int anchorDepth,
        int publishedDepth,
        CrossedPolicy crossedPolicy,
        boolean nonPositivePrices) {
    private static final String RETAINED = "retained";
    private static final String ANCHOR_DEPTH = "anchor_depth";
    private static final String PUBLISHED_DEPTH = "published_depth";
    private static final String CROSSED_POLICY = "crossed_policy";
    private static final String NON_POSITIVE = "non_positive_prices";

    /**
     * The bounds in a run's settings.
     *
     * @param nonPositivePrices whether 0 and negative values are valid prices
     */
    public static BookBounds of(BookSettings settings, boolean nonPositivePrices) {
        return new BookBounds(
                settings.retained(),
                settings.anchorLevels(),
                settings.depthPublished(),
                settings.crossedPolicy(),
                nonPositivePrices);
    }

    void writeTo(ObjectNode json) {
        json.put(RETAINED, retained);
        json.put(ANCHOR_DEPTH, anchorDepth);
        json.put(PUBLISHED_DEPTH, publishedDepth);
        json.put(CROSSED_POLICY, crossedPolicy.name());
        json.put(NON_POSITIVE, nonPositivePrices);
    }

    static BookBounds read(JsonNode json, Path file) throws IOException {
        return new BookBounds(
                number(json, RETAINED, file),
                number(json, ANCHOR_DEPTH, file),
                number(json, PUBLISHED_DEPTH, file),
                policy(json.path(CROSSED_POLICY).asText(), file),
                json.path(NON_POSITIVE).asBoolean());
    }

    private static int number(JsonNode json, String key, Path file) throws IOException {
        int value = json.path(key).asInt();
        if (value < 1) {
            throw new IOException(
                    "[%s] book.%s must be at least 1, but is %s"
                            .formatted(file, key, json.path(key)));
        }
        return value;
    }

    private static CrossedPolicy policy(String name, Path file) throws IOException {
        for (CrossedPolicy policy : CrossedPolicy.values()) {
            if (policy.name().equals(name)) {
                return policy;
            }
        }
        throw new IOException(
                "[%s] book.%s must be one of %s, but is %s"
                        .formatted(
                                file,
                                CROSSED_POLICY,
                                Arrays.toString(CrossedPolicy.values()),
                                name));
    }
}
