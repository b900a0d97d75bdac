// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.golden;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Real captures with an independent truth, beside the project; tests skip where they are absent.
 */
public final class Golden {
    /**
     * The top 20 of a row's {@code bids} and {@code asks} in the truth's form, best first, bids
     * before asks, and of that the first 16 digits of the SHA-256.
     */
    static final String TOP20_HASH =
            """
            substr(sha256(array_to_string(list_transform(list_concat(bids[1:20], asks[1:20]),
                lambda l: rtrim(rtrim(l.price::varchar, '0'), '.') || ':'
                    || rtrim(rtrim(l.quantity::varchar, '0'), '.')), ',')), 1, 16)
            """;

    private Golden() {}

    static boolean isThere() {
        return Files.isDirectory(root());
    }

    private static Path root() {
        return Path.of(System.getProperty("deltabook.golden", "../../shared/golden"));
    }

    /** A file or folder of the golden data. */
    public static Path path(String name) {
        Path root = root();
        assumeTrue(Files.isDirectory(root), () -> "[" + root + "] holds no golden data: skipped");
        return root.toAbsolutePath().normalize().resolve(name);
    }

    /** The relation of a CSV file of the golden data. */
    static String csv(String name) {
        return "read_csv('" + path(name) + "', all_varchar = true, header = true)";
    }
}
