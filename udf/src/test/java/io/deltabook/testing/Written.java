// SPDX-License-Identifier: Apache-2.0
package io.deltabook.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** The bytes that a codec writes, to be read again. */
public record Written(byte[] bytes) {
    /** Writes to a stream, as a codec does. */
    public interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    public static Written by(Writing writing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writing.to(new DataOutputStream(bytes));
        return new Written(bytes.toByteArray());
    }

    /** The bytes from the first on. */
    public DataInputStream in() {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }
}
