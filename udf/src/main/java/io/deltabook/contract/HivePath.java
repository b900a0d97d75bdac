// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Hive-style path segments, {@code key=value}. Everything in a value except ASCII letters, digits,
 * {@code .}, {@code _} and {@code -} is percent-encoded as UTF-8, so a value can neither escape its
 * folder nor depend on the file system's character set. Different values give different segments.
 */
public final class HivePath {
    /** Maximum segment length written, in bytes; common file systems allow 255. */
    public static final int MAX_SEGMENT = 240;

    private static final int DIGEST_BYTES = 16;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private HivePath() {}

    /** {@code exchange=…/symbol=…} of a lane. */
    public static String of(LaneId lane) {
        return segment("exchange", lane.exchange()) + '/' + segment("symbol", lane.symbol());
    }

    /**
     * {@code key=value} with the value encoded. A segment longer than {@link #MAX_SEGMENT} keeps
     * the start of its value and ends in {@code ~} and the value's SHA-256; such a value cannot be
     * recovered from the path.
     */
    public static String segment(String key, String value) {
        String whole = key + '=' + encode(value);
        if (whole.length() <= MAX_SEGMENT) {
            return whole;
        }
        int keep = MAX_SEGMENT - 1 - 2 * DIGEST_BYTES;
        int escape = whole.lastIndexOf('%', keep);
        if (escape > keep - 3) {
            keep = escape;
        }
        return whole.substring(0, keep) + '~' + digest(value);
    }

    /** The value with everything unsafe percent-encoded. */
    public static String encode(String value) {
        StringBuilder encoded = new StringBuilder(value.length() + 16);
        value.codePoints().forEach(point -> append(point, encoded));
        return encoded.toString();
    }

    private static void append(int point, StringBuilder to) {
        if (isSafe(point)) {
            to.append((char) point);
        } else if (point < 0x80) {
            escape(point, to);
        } else if (point < 0x800) {
            escape(0xC0 | point >> 6, to);
            escape(0x80 | point & 0x3F, to);
        } else if (point < 0x10000) {
            escape(0xE0 | point >> 12, to);
            escape(0x80 | point >> 6 & 0x3F, to);
            escape(0x80 | point & 0x3F, to);
        } else {
            escape(0xF0 | point >> 18, to);
            escape(0x80 | point >> 12 & 0x3F, to);
            escape(0x80 | point >> 6 & 0x3F, to);
            escape(0x80 | point & 0x3F, to);
        }
    }

    private static boolean isSafe(int point) {
        return point >= 'a' && point <= 'z'
                || point >= 'A' && point <= 'Z'
                || point >= '0' && point <= '9'
                || point == '.'
                || point == '_'
                || point == '-';
    }

    private static void escape(int octet, StringBuilder to) {
        to.append('%');
        HEX.toHexDigits(to, (byte) octet);
    }

    private static String digest(String value) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] hash = sha.digest(value.getBytes(StandardCharsets.UTF_16BE));
            return HexFormat.of().formatHex(Arrays.copyOf(hash, DIGEST_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Decodes a value. A {@code %} not followed by two hexadecimal digits is kept, because other
     * writers escape less.
     */
    public static String decode(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return encoded;
        }
        byte[] text = encoded.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(text.length);
        for (int i = 0; i < text.length; i++) {
            if (isEscape(text, i)) {
                decoded.write(HexFormat.fromHexDigits(encodedPair(text, i)));
                i += 2;
            } else {
                decoded.write(text[i]);
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    private static boolean isEscape(byte[] text, int at) {
        return text[at] == '%'
                && at + 2 < text.length
                && HexFormat.isHexDigit(text[at + 1])
                && HexFormat.isHexDigit(text[at + 2]);
    }

    private static String encodedPair(byte[] text, int at) {
        return new String(text, at + 1, 2, StandardCharsets.US_ASCII);
    }

    /** The decoded value of a {@code key=value} segment, null if it is another segment. */
    public static String valueOf(String key, String segment) {
        return segment.startsWith(key + '=') ? decode(segment.substring(key.length() + 1)) : null;
    }
}
