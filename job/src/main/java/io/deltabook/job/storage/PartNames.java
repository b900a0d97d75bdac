// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The names of a part as stored in checkpoints; Flink's own class for them is not public.
 *
 * @param target the name after the commit
 */
public record PartNames(Path target) {
    private static final int MAGIC = 0x1e744b57;

    /**
     * Reads version 1 of Flink's format: magic, length, two name lengths, target name, temporary
     * name.
     */
    public static PartNames read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int magic = in.getInt();
        if (magic != MAGIC) {
            throw new IllegalArgumentException(
                    "a part must start with %x, but starts with %x".formatted(MAGIC, magic));
        }
        in.getLong();
        byte[] target = new byte[in.getInt()];
        in.getInt();
        in.get(target);
        return new PartNames(Path.of(new String(target, StandardCharsets.UTF_8)));
    }

    /** Whether it contains both names. */
    public Path folder() {
        return target.toAbsolutePath().getParent();
    }
}
