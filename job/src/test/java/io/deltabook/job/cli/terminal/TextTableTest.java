// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TextTableTest {
    @Test
    void wordsAreAlignedLeftAndNumbersRight() {
        TextTable table = new TextTable("name", "rows", "word");
        table.row("a", 1_234_567L, "x");
        table.row("bcdefg", 8, "yz");

        assertThat(table.lines())
                .containsExactly(
                        "name         rows  word", //
                        "a       1,234,567  x",
                        "bcdefg          8  yz");
    }
}
