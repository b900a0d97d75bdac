// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.docs.ProjectFile;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;

final class JobYamlTest {
    private static final String FILE = "conf/job.yaml";
    private static final int WIDTH = 98;

    @Test
    void theYamlHoldsEveryOptionWithItsDefaultAndDescription() {
        String expected = yaml();
        assertThat(ProjectFile.readOrUpdate(FILE, expected))
                .as(
                        "rewrite it with: mvn -pl job -am test -Dtest=JobYamlTest -Ddeltabook.update=true")
                .isEqualTo(expected);
    }

    @Test
    void theYamlReadsBackAsTheDefaults() throws InvalidConfigException {
        Map<String, Object> given = Map.of("input", "in", "output", "out");
        Map<String, Object> file = YamlFile.parse(ProjectFile.read(FILE), FILE);

        JobConf fromFile =
                JobConf.from(new ConfigLayers().add(file, FILE).add(given, "test").configuration());

        assertThat(file).hasSizeGreaterThan(20);
        assertThat(fromFile)
                .isEqualTo(JobConf.from(new ConfigLayers().add(given, "test").configuration()));
    }

    private static String yaml() {
        StringBuilder text = new StringBuilder();
        text.append("# SPDX-License-Identifier: Apache-2.0\n");
        text.append(
                "# Every option of 'deltabook run' with its default. Use: deltabook run --config FILE\n");
        text.append(
                "# The command line wins over this file; options without a default are commented out.\n");
        for (Map.Entry<String, List<ConfigOption<?>>> group : OptionCatalog.groups().entrySet()) {
            text.append("\n## ").append(group.getKey()).append('\n');
            for (ConfigOption<?> option : group.getValue()) {
                text.append('\n').append(comment(OptionDocs.description(option)));
                text.append(option.hasDefaultValue() ? "" : "# ").append(option.key()).append(':');
                String value = OptionText.defaultOf(option);
                text.append(value.isEmpty() ? "" : " ").append(value).append('\n');
            }
        }
        return text.toString();
    }

    private static String comment(String description) {
        StringBuilder text = new StringBuilder("#");
        int column = 1;
        for (String word : description.replace("`", "").split(" ")) {
            if (column + 1 + word.length() > WIDTH) {
                text.append("\n#");
                column = 1;
            }
            text.append(' ').append(word);
            column += 1 + word.length();
        }
        return text.append('\n').toString();
    }
}
