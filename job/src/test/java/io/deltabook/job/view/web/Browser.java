// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.view.web;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deltabook.job.testing.NodePackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A headless Chromium that a script of node and Playwright drives. */
final class Browser {
    private static final NodePackage PLAYWRIGHT =
            new NodePackage("playwright-core@1.65.1", "playwright", Duration.ofSeconds(180));
    private static final List<String> PROGRAMS =
            List.of("chromium", "chromium-browser", "google-chrome");

    private Browser() {}

    /**
     * The checks of a script of the test's resources by name, each with what failed, empty if
     * nothing did. The test is skipped where there is no Chromium, or no node and npm to drive it.
     */
    static Map<String, String> checks(String script, String... words)
            throws IOException, InterruptedException {
        Path chromium = chromium();
        assumeTrue(chromium != null, "there is no Chromium here: skipped");
        List<String> lines =
                PLAYWRIGHT.run(
                        "/browser/" + script,
                        Stream.concat(Stream.of(chromium.toString()), Stream.of(words)).toArray());
        Map<String, String> checks = new LinkedHashMap<>();
        for (String line : lines) {
            JsonNode check = new ObjectMapper().readTree(line);
            checks.put(check.get("name").asText(), check.get("failure").asText(""));
        }
        return checks;
    }

    private static Path chromium() {
        for (String folder : System.getenv("PATH").split(":")) {
            for (String program : PROGRAMS) {
                Path path = Path.of(folder, program);
                if (Files.isExecutable(path)) {
                    return path;
                }
            }
        }
        return null;
    }
}
