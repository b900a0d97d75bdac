// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.operator;

import io.deltabook.engine.MessageStore;
import java.io.IOException;
import org.apache.flink.api.common.state.MapState;

/** Chunks of the messages that the current key's lane keeps, in keyed state. */
final class KeyedMessages implements MessageStore {
    private final MapState<Long, byte[]> chunks;

    KeyedMessages(MapState<Long, byte[]> chunks) {
        this.chunks = chunks;
    }

    @Override
    public byte[] read(long number) throws IOException {
        byte[] chunk = call(() -> chunks.get(number));
        if (chunk == null) {
            throw new IOException(
                    "chunk %d of a lane's messages must be in the state, but is not"
                            .formatted(number));
        }
        return chunk;
    }

    @Override
    public void write(long number, byte[] chunk) throws IOException {
        call(
                () -> {
                    chunks.put(number, chunk);
                    return chunk;
                });
    }

    @Override
    public void remove(long number) throws IOException {
        call(
                () -> {
                    chunks.remove(number);
                    return null;
                });
    }

    /** An access to state, which may throw anything. */
    private interface Access {
        byte[] run() throws Exception;
    }

    private static byte[] call(Access access) throws IOException {
        try {
            return access.run();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(
                    "the state of a lane's messages must be accessible, but is not", e);
        }
    }
}
