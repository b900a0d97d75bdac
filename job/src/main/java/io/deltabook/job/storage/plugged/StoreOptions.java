// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.plugged;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;

/** The options that are passed on to the plugins of stores as they are. */
public final class StoreOptions {
    private static final List<String> PREFIXES =
            List.of("s3.", "s3a.", "gs.", "fs.", "flink.hadoop.");

    private static final Pattern SECRET =
            Pattern.compile(
                    "(?i).*(key|secret|token|password|credential|account|session|sas|auth).*");

    private StoreOptions() {}

    /** Whether a key belongs to a store's plugin. */
    public static boolean isOne(String key) {
        return PREFIXES.stream().anyMatch(key::startsWith);
    }

    /** The options of stores among others, ordered by key. */
    public static Map<String, String> of(Configuration options) {
        Map<String, String> own = new TreeMap<>(options.toMap());
        own.keySet().removeIf(key -> !isOne(key));
        return own;
    }

    /** Those that may be written down: no secret, nor what may be one. */
    public static Map<String, String> recordable(Configuration options) {
        Map<String, String> own = of(options);
        own.keySet().removeIf(StoreOptions::isSecret);
        return own;
    }

    /** Whether a value is a secret, or may be one. */
    public static boolean isSecret(String key) {
        return SECRET.matcher(key).matches();
    }
}
