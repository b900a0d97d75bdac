// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PeakMemoryTest {
    @Test
    void thePeakCoversWhatWasHeld() {
        long before = PeakMemory.bytes();
        byte[] held = new byte[64 << 20];
        for (int i = 0; i < held.length; i += 4096) {
            held[i] = 1;
        }

        assertThat(PeakMemory.bytes()).isGreaterThanOrEqualTo(before).isGreaterThan(held.length);
    }
}
