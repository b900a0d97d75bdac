// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.view.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.contract.BadInputException;
import io.deltabook.job.view.OutputView;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask the server, and for what. */
final class ViewServerTest {
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";

    @TempDir private Path output;
    private ViewServer server;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectory(output.resolve("events"));
        Files.writeString(
                output.resolve("_deltabook.json"),
                "{\"run_id\":\"1\",\"fingerprint\":\"2\",\"lanes\":[{\"exchange\":\"X\",\"symbol\":\""
                        + HOSTILE
                        + "\"}]}");
        server = ViewServer.start(OutputView.of(output), 0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** The answer to a request exactly as it is written. */
    private String raw(InetAddress address, String request) throws IOException {
        try (Socket socket = new Socket(address, server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String request(String line, String host) throws IOException {
        return raw(
                InetAddress.getLoopbackAddress(),
                line + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    }

    private String get(String path) throws IOException {
        return request("GET " + path, "127.0.0.1:" + server.port());
    }

    @Test
    void thePageAndItsPartsComeFromTheJar() throws IOException {
        assertThat(get("/")).startsWith("HTTP/1.1 200").contains("<title>deltabook</title>");
        assertThat(get("/app.js")).startsWith("HTTP/1.1 200").contains("text/javascript");
        assertThat(get("/uplot.js")).startsWith("HTTP/1.1 200").contains("leeoniya/uPlot");
    }

    @Test
    void thePageMayLoadNothingFromAnywhereElse() throws IOException {
        assertThat(get("/"))
                .containsIgnoringCase(
                        "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'")
                .containsIgnoringCase("frame-ancestors 'none'")
                .containsIgnoringCase("X-Content-Type-Options: nosniff")
                .doesNotContain("http://", "https://", "unsafe-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:%d",
                "127.0.0.1",
                "127.0.0.1.evil.example:%d",
                "localhost:1"
            })
    void aRequestForAnotherHostIsRefused(String host) throws IOException {
        assertThat(request("GET /api/overview", host.formatted(server.port())))
                .startsWith("HTTP/1.1 421")
                .doesNotContain("lanes");
    }

    @Test
    void onlyTheLoopbackAddressListens() throws IOException {
        for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (InetAddress address : Collections.list(network.getInetAddresses())) {
                if (!address.isLoopbackAddress()) {
                    assertThatThrownBy(() -> raw(address, "GET / HTTP/1.1\r\n\r\n"))
                            .as(address.toString())
                            .isInstanceOf(IOException.class);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../../etc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/..%2f..%2fetc%2fpasswd",
                "/_deltabook.json",
                "/api/../../x",
                "/io/deltabook/view/page.css",
                "//etc/passwd",
                "/report.html",
                "/api/"
            })
    void noPathBecomesAFile(String path) throws IOException {
        assertThat(get(path)).startsWith("HTTP/1.1 404").doesNotContain("root:", "run_id");
    }

    @Test
    void aLaneIsNeverAPath() throws IOException {
        assertThat(get("/api/coverage?exchange=..&symbol=..%2F..%2Fetc"))
                .startsWith("HTTP/1.1 400")
                .contains("must have a lane");
    }

    @Test
    void nothingIsWritten() throws IOException {
        for (String method : new String[] {"POST", "PUT", "DELETE", "OPTIONS"}) {
            assertThat(request(method + " /api/overview", "localhost:" + server.port()))
                    .startsWith("HTTP/1.1 405");
        }
    }

    @Test
    void hostileNamesAreDataInJson() throws IOException {
        assertThat(get("/api/overview"))
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("Content-Type: application/json")
                .contains(HOSTILE);
    }

    @Test
    void aQuestionWithoutItsParametersSaysWhichIsMissing() throws IOException {
        String lane = "exchange=X&symbol=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E";

        assertThat(get("/api/quotes?" + lane)).contains("400", "the query must have from=");
        assertThat(get("/api/quotes?" + lane + "&from=0&to=x&buckets=3"))
                .contains("400", "to must be a whole number, but is 'x'");
        assertThat(get("/api/quotes?" + lane + "&from=0&to=9000000&buckets=9999999"))
                .contains("400", "buckets must be 1 to 4000");
    }

    @Test
    void aPortInUseIsSaid() throws IOException {
        OutputView view = OutputView.of(output);

        assertThatThrownBy(() -> ViewServer.start(view, server.port()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("port " + server.port() + " of 127.0.0.1 must be free");
    }
}
