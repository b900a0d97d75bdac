// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.monitoring;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A Prometheus of its own, with conf/monitoring, that scrapes one port. */
final class Prometheus implements AutoCloseable {
    private static final Path INSTALLED = Path.of("target", "prometheus").toAbsolutePath();
    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    private Prometheus(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * A program of the distribution's package: the installed one, else one that is downloaded and
     * unpacked here. The test is skipped where neither works.
     */
    private static String program(String name) throws InterruptedException {
        if (exitCode(name, "--version") == 0) {
            return name;
        }
        Path unpacked = INSTALLED.resolve("usr/bin").resolve(name);
        if (!Files.isExecutable(unpacked)) {
            exitCode(
                    "sh",
                    "-c",
                    "mkdir -p %1$s && cd %1$s && apt-get download prometheus && dpkg -x prometheus_*.deb ."
                            .formatted(INSTALLED));
        }
        assumeTrue(
                Files.isExecutable(unpacked),
                "apt-get cannot download the package prometheus here: skipped");
        return unpacked.toString();
    }

    private static int exitCode(String... words) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(words)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return -1;
            }
            return process.exitValue();
        } catch (IOException e) {
            return -1;
        }
    }

    /** What promtool says about the files. */
    static int checked() throws InterruptedException {
        return exitCode(
                program("promtool"),
                "check",
                "config",
                MonitoringQueries.FOLDER.resolve("prometheus.yml").toString());
    }

    /**
     * Starts it.
     *
     * @param folder for its data
     * @param scraped the port that it scrapes
     * @param port its own
     */
    static Prometheus start(Path folder, int scraped, int port)
            throws IOException, InterruptedException {
        String program = program("prometheus");
        String config =
                Files.readString(MonitoringQueries.FOLDER.resolve("prometheus.yml"))
                        .replace("localhost:9249", "localhost:" + scraped)
                        .replaceAll("_interval: \\d+s", "_interval: 200ms");
        Files.writeString(folder.resolve("prometheus.yml"), config);
        Files.copy(MonitoringQueries.FOLDER.resolve("alerts.yml"), folder.resolve("alerts.yml"));
        Process process =
                new ProcessBuilder(
                                program,
                                "--config.file=" + folder.resolve("prometheus.yml"),
                                "--storage.tsdb.path=" + folder.resolve("data"),
                                "--web.listen-address=localhost:" + port)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
        return new Prometheus(process, port);
    }

    /** How many series answer a query; an error is thrown. */
    int answers(String query) throws IOException, InterruptedException {
        String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
        return get("/api/v1/query?query=" + encoded).get("data").get("result").size();
    }

    /** Whether it is up and has evaluated all alerts without an error. */
    boolean hasHealthyAlerts() throws InterruptedException {
        try {
            JsonNode rules = get("/api/v1/rules");
            return rules.findValuesAsText("health").size() > 5
                    && rules.findValuesAsText("health").stream().allMatch("ok"::equals);
        } catch (IOException e) {
            return false;
        }
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        JsonNode answer = new ObjectMapper().readTree(response.body());
        if (!"success".equals(answer.path("status").asText())) {
            throw new IOException(path + ": " + response.body());
        }
        return answer;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
