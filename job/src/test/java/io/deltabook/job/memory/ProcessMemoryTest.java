// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

final class ProcessMemoryTest {
    private static final int SIZE = 64 << 20;

    @Test
    void whatIsHeldOnTheHeapAndOutsideOfItIsInUse() {
        byte[] heap = new byte[SIZE];
        ByteBuffer direct = ByteBuffer.allocateDirect(SIZE);
        for (int i = 0; i < SIZE; i += 4096) {
            heap[i] = 1;
            direct.put(i, (byte) 1);
        }
        assertThat(ProcessMemory.INSTANCE.settledBytes()).isGreaterThan(2L * SIZE);
        assertThat(heap[0]).isEqualTo(direct.get(0));
    }

    @Test
    void garbageIsCollectedBeforeTheUseIsSettled() {
        WeakReference<byte[]> garbage = new WeakReference<>(new byte[SIZE]);
        assertThat(ProcessMemory.INSTANCE.settledBytes()).isPositive();
        assertThat(garbage.get()).isNull();
    }
}
