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

    @Test
    void whatDoesNotFitBesideTheOthersStandsBelowThem() {
        TextTable table = new TextTable("lane", "a".repeat(50), "b".repeat(20), "rows", "c");
        table.row("X:A", "1", "2", 3, "4");

        assertThat(table.lines())
                .containsExactly(
                        "lane  " + "a".repeat(50) + "  " + "b".repeat(20),
                        "X:A   1" + " ".repeat(51) + "2",
                        "",
                        "lane  rows  c",
                        "X:A      3  4");
        assertThat(table.lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void aLongTextIsBrokenAtItsSpacesAndALongWordStaysWhole() {
        TextTable table = TextTable.ofFacts();
        table.row("text", "word ".repeat(20).strip());
        table.row("path", "/" + "p".repeat(100));

        assertThat(table.lines())
                .containsExactly(
                        "text  " + "word ".repeat(15).strip(),
                        "      word word word word word",
                        "path  /" + "p".repeat(100));
    }
}
