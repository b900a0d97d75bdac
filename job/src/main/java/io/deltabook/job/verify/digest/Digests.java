// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify.digest;

import io.deltabook.contract.LaneId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/** SHA-256 as its first 128 bits in hexadecimal digits. */
public final class Digests {
    /** Version; changes when the same rows get different digests. */
    public static final int VERSION = 1;

    private static final int BYTES = 16;

    private Digests() {}

    public static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM must provide SHA-256", e);
        }
    }

    public static String text(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    /** The digest over one digest per lane, ordered by exchange and symbol. */
    public static <T> String ofLanes(
            List<T> results, Function<T, LaneId> lane, Function<T, String> digest) {
        return ofLines(
                results.stream()
                        .map(
                                result ->
                                        lane.apply(result).exchange()
                                                + '\0'
                                                + lane.apply(result).symbol()
                                                + '\0'
                                                + digest.apply(result))
                        .toList());
    }

    /** The digest of lines, each followed by a line feed. */
    static String ofLines(Collection<String> lines) {
        MessageDigest digest = begin();
        for (String line : lines) {
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
        }
        return text(digest);
    }
}
