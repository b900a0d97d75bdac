// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

/** SHA-256 as its first 128 bits in hexadecimal digits. */
final class Digests {
    /** Changes when the same rows get other digests. */
    static final int VERSION = 1;

    private static final int BYTES = 16;

    private Digests() {}

    static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String text(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    /** The digest of lines, each with a line feed behind it. */
    static String ofLines(Collection<String> lines) {
        MessageDigest digest = begin();
        for (String line : lines) {
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
        }
        return text(digest);
    }
}
