// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.memory;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Memory of which a test says how much is in use.
 *
 * @param id tells it from others, also where it was serialized
 */
public record FakeMemory(String id) implements MemoryProbe {
    private static final Map<String, Use> USES = new ConcurrentHashMap<>();

    private record Use(long bytes, long garbage) {}

    public static FakeMemory using(long bytes) {
        FakeMemory memory = new FakeMemory(UUID.randomUUID().toString());
        memory.use(bytes);
        return memory;
    }

    /** From now on this many bytes are in use, none of them garbage. */
    public void use(long bytes) {
        use(bytes, 0);
    }

    /** From now on this many bytes are in use, and this many of them until the next collection. */
    void use(long bytes, long garbage) {
        USES.put(id, new Use(bytes, garbage));
    }

    @Override
    public long usedBytes() {
        return USES.get(id).bytes;
    }

    @Override
    public long settledBytes() {
        return USES.merge(id, new Use(0, 0), (use, none) -> new Use(use.bytes - use.garbage, 0))
                .bytes;
    }
}
