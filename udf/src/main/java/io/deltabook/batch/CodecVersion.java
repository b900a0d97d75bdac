// SPDX-License-Identifier: Apache-2.0
package io.deltabook.batch;

import java.io.DataInput;
import java.io.IOException;

/** The version byte in front of a serialized form. */
public final class CodecVersion {
    private CodecVersion() {}

    /**
     * Reads the version byte.
     *
     * @throws IOException unless it is the version this code writes
     */
    public static void require(String what, int expected, DataInput in) throws IOException {
        int found = in.readUnsignedByte();
        if (found != expected) {
            throw new IOException(
                    "%s version must be %s, but was %s; use the release that wrote it"
                            .formatted(what, expected, found));
        }
    }

    /**
     * Reads the version byte.
     *
     * @return the version
     * @throws IOException unless it is from {@code first} to {@code last}
     */
    public static int require(String what, int first, int last, DataInput in) throws IOException {
        int found = in.readUnsignedByte();
        requireOneOf(what, first, last, found);
        return found;
    }

    /** Requires a version that was read before. */
    public static void requireOneOf(String what, int first, int last, int found)
            throws IOException {
        if (found < first || found > last) {
            throw new IOException(
                    "%s version must be %s to %s, but was %s; use the release that wrote it"
                            .formatted(what, first, last, found));
        }
    }
}
