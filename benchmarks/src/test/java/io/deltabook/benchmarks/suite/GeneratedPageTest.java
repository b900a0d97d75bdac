// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GeneratedPageTest {
    @TempDir private Path folder;

    @Test
    void aPartIsReplacedWhereItStandsAndTheRestOfThePageIsKept() throws IOException {
        Path file = folder.resolve("page.md");
        Files.writeString(file, "# Title\n");
        GeneratedPage page = new GeneratedPage(file);

        page.write("one", "first");
        page.write("two", "second");
        Files.writeString(file, Files.readString(file) + "\nBy hand.\n");
        page.write("one", "again\n");

        assertThat(file)
                .hasContent(
                        """
                        # Title

                        <!-- one: written by scripts/bench.sh -->
                        again
                        <!-- end of one -->

                        <!-- two: written by scripts/bench.sh -->
                        second
                        <!-- end of two -->

                        By hand.
                        """);
    }
}
