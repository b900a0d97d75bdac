// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class RunHeapTest {
    /** As in conf/jvm.options: 512 MB, and 128 MB for each core. */
    @Test
    void theHeapGrowsWithTheCores() {
        assertThat(RunHeap.bytes(Map.of(), 4)).isEqualTo(1_024L << 20);
    }

    @Test
    void theUserHasTheLastWord() {
        assertThat(RunHeap.bytes(Map.of("DELTABOOK_HEAP", "300m"), 4)).isEqualTo(300L << 20);
        assertThat(RunHeap.bytes(Map.of("DELTABOOK_HEAP", "2G"), 4)).isEqualTo(2L << 30);
        assertThat(RunHeap.bytes(Map.of("DELTABOOK_HEAP", "much"), 4)).isEqualTo(1_024L << 20);
    }
}
