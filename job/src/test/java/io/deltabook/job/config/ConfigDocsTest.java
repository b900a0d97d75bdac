// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.docs.ProjectFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;

final class ConfigDocsTest {
    private static final String FILE = "docs/configuration.md";
    private static final String BEGIN = "<!-- options: written from the code -->\n";
    private static final String END = "<!-- end of options -->\n";

    @Test
    void theOptionTableMatchesTheCode() {
        String text = ProjectFile.read(FILE);
        assertThat(text).contains(BEGIN, END);
        String before = text.substring(0, text.indexOf(BEGIN) + BEGIN.length());
        String after = text.substring(text.indexOf(END));
        String expected = before + tables() + after;
        assertThat(ProjectFile.readOrUpdate(FILE, expected))
                .as(
                        "rewrite it with: mvn -pl job -am test -Dtest=ConfigDocsTest -Ddeltabook.update=true")
                .isEqualTo(expected);
    }

    @Test
    void everyOptionIsDescribedInASentence() {
        List<String> bad = new ArrayList<>();
        OptionCatalog.groups()
                .values()
                .forEach(
                        group ->
                                group.stream()
                                        .filter(option -> !isSentence(option))
                                        .forEach(option -> bad.add(option.key())));
        assertThat(bad).isEmpty();
    }

    @Test
    void keysAreLowerCaseWordsWithDotsAndHyphens() {
        OptionCatalog.groups()
                .values()
                .forEach(
                        group ->
                                assertThat(group)
                                        .allSatisfy(
                                                option ->
                                                        assertThat(option.key())
                                                                .matches("[a-z]+([.-][a-z]+)*")));
    }

    private static boolean isSentence(ConfigOption<?> option) {
        return OptionDocs.description(option).matches("[A-Z].*\\.");
    }

    private static String tables() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, List<ConfigOption<?>>> group : OptionCatalog.groups().entrySet()) {
            text.append("\n## ").append(group.getKey()).append("\n\n");
            text.append("| option | default | meaning |\n|---|---|---|\n");
            for (ConfigOption<?> option : group.getValue()) {
                String value = OptionText.defaultOf(option);
                text.append("| `").append(option.key()).append("` | ");
                text.append(value.isEmpty() ? "–" : "`" + value + "`").append(" | ");
                text.append(OptionDocs.description(option)).append(" |\n");
            }
        }
        return text.append('\n').toString();
    }
}
