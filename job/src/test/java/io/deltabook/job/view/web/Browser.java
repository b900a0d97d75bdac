// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.view.web;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium that a script of node and Playwright drives. */
final class Browser {
    private static final String PLAYWRIGHT = "playwright-core@1.65.1";
    private static final Path MODULE = Path.of("target", "playwright").toAbsolutePath();
    private static final List<String> PROGRAMS =
            List.of("chromium", "chromium-browser", "google-chrome");
    private static final int PATIENCE_SECONDS = 180;

    private Browser() {}

    /**
     * The checks of a script of the test's resources by name, each with what failed, empty if
     * nothing did. The test is skipped where there is no Chromium, or no node and npm to drive it.
     */
    static Map<String, String> checks(String script, String... words)
            throws IOException, InterruptedException {
        Path chromium = chromium();
        assumeTrue(chromium != null, "there is no Chromium here: skipped");
        assumeTrue(hasPlaywright(), "npm cannot install " + PLAYWRIGHT + " here: skipped");
        Path copy = MODULE.resolve(script);
        try (InputStream in = Browser.class.getResourceAsStream("/browser/" + script)) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> lines =
                run(
                        Stream.concat(
                                Stream.of("node", script, chromium.toString()), Stream.of(words)));
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

    private static boolean hasPlaywright() throws IOException, InterruptedException {
        Files.createDirectories(MODULE);
        if (!Files.isDirectory(MODULE.resolve("node_modules/playwright-core"))) {
            try {
                run(
                        Stream.of(
                                "npm",
                                "install",
                                "--prefix",
                                ".",
                                "--no-audit",
                                "--no-fund",
                                PLAYWRIGHT));
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }

    private static List<String> run(Stream<String> command)
            throws IOException, InterruptedException {
        Path out = MODULE.resolve("out.txt");
        List<String> words = command.toList();
        Process process =
                new ProcessBuilder(words)
                        .directory(MODULE.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IllegalStateException(
                    words + " must end, but did not: " + Files.readString(out));
        }
        if (process.exitValue() != 0) {
            throw new IOException(Files.readString(out));
        }
        return Files.readAllLines(out);
    }
}
