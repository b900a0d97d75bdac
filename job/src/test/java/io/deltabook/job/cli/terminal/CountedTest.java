// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CountedTest {
    @Test
    void onlyOneIsSingular() {
        assertThat(Counted.of(0, "lane")).isEqualTo("0 lanes");
        assertThat(Counted.of(1, "lane")).isEqualTo("1 lane");
        assertThat(Counted.of(12_345_678, "row group")).isEqualTo("12,345,678 row groups");
    }
}
