// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class YamlFileTest {
    @Test
    void nestedAndDottedKeysMeanTheSame() throws InvalidConfigException {
        String nested = "book:\n  depth:\n    retained: 50\nweb.port: 1\n";
        String dotted = "book.depth.retained: 50\nweb:\n  port: 1\n";

        assertThat(YamlFile.parse(nested, "a"))
                .isEqualTo(YamlFile.parse(dotted, "b"))
                .containsEntry("book.depth.retained", "50")
                .containsEntry("web.port", "1");
    }

    @Test
    void listsStayListsAndEmptyValuesAreSkipped() throws InvalidConfigException {
        assertThat(YamlFile.parse("source.symbols: [A, B]\nstate:\n", "a"))
                .hasSize(1)
                .containsEntry("source.symbols", List.of("A", "B"));
    }

    @Test
    void aFileOfCommentsHoldsNothing() throws InvalidConfigException {
        assertThat(YamlFile.parse("# nothing\n", "a")).isEmpty();
    }

    @Test
    void aKeyGivenTwiceIsAFaultWithItsLine() {
        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> YamlFile.parse("web.port: 1\nweb.port: 2\n", "job.yaml"))
                .withMessage(
                        "[job.yaml] must be valid YAML, but was not, line 2: Duplicate field 'web.port'");
    }

    @Test
    void aTextThatIsNotAMapIsAFault() {
        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> YamlFile.parse("- a\n", "job.yaml"))
                .withMessage("[job.yaml] must hold 'key: value' lines, but holds [\"a\"]");
    }

    @Test
    void aMissingFileIsAFault(@TempDir Path folder) {
        Path file = folder.resolve("none.yaml");
        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> YamlFile.read(file))
                .withMessage("[" + file + "] must be an existing file, but does not exist");
    }
}
