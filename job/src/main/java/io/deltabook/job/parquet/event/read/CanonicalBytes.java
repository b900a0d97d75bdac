// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Values in the canonical form used for digests: numbers big-endian, strings as UTF-8 after their
 * length, each after a byte that tells whether there is a value. Grows to the largest row.
 */
public final class CanonicalBytes {
    static final byte ABSENT = 0;
    static final byte PRESENT = 1;

    private byte[] bytes = new byte[512];
    private int size;

    /** Clears all values. */
    public void clear() {
        size = 0;
    }

    /** Adds all values to a digest. */
    public void addTo(MessageDigest digest) {
        digest.update(bytes, 0, size);
    }

    /** Whether another instance has the same values. */
    public boolean sameAs(CanonicalBytes other) {
        return Arrays.equals(bytes, 0, size, other.bytes, 0, other.size);
    }

    void absent() {
        room(1);
        bytes[size++] = ABSENT;
    }

    void present() {
        room(1);
        bytes[size++] = PRESENT;
    }

    void number(int value) {
        room(Integer.BYTES);
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    void number(long value) {
        room(Long.BYTES);
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    void text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        room(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
