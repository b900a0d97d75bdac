// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.junit.jupiter.api.Test;

final class EmbeddedClusterITCase {
    @Test
    void theWebUiAnswersOnThisMachineAndTakesNoJobs() throws Exception {
        Configuration configuration = FlinkSettings.packed();
        configuration.set(RestOptions.BIND_PORT, "0");
        try (EmbeddedCluster cluster = EmbeddedCluster.start(configuration, 1)) {
            URI address = cluster.address();
            assertThat(InetAddress.getByName(address.getHost()).isLoopbackAddress()).isTrue();
            assertThat(get(address.resolve("/")).body()).contains("<title>Apache Flink");
            assertThat(get(address.resolve("/overview")).body()).contains("\"slots-total\":1");
            assertThat(get(address.resolve("/config")).body()).contains("\"web-submit\":false");
            assertThat(get(address.resolve("/jars")).statusCode()).isEqualTo(404);
            assertThat(post(address.resolve("/jars/upload"))).isEqualTo(404);
            assertThat(post(address.resolve("/jobs"))).isEqualTo(404);
        }
    }

    @Test
    void nothingListensOnAnotherAddressThanThisMachinesOwn() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/net/tcp")), "only Linux tells the sockets");
        Configuration configuration = FlinkSettings.packed();
        configuration.set(RestOptions.BIND_PORT, "0");
        Set<String> before = OwnSockets.listening();
        try (EmbeddedCluster cluster = EmbeddedCluster.start(configuration, 2)) {
            Set<String> opened = OwnSockets.listening();
            opened.removeAll(before);
            int web = cluster.address().getPort();
            assertThat(opened).as("web UI and server of files").hasSizeGreaterThanOrEqualTo(2);
            assertThat(opened).anyMatch(socket -> socket.endsWith(":" + web));
            assertThat(opened).allMatch(OwnSockets::isLoopback);
        }
    }

    @Test
    void aTakenPortIsAUsageErrorThatNamesIt() throws Exception {
        Configuration configuration = FlinkSettings.packed();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            int port = taken.getLocalPort();
            configuration.set(RestOptions.BIND_PORT, String.valueOf(port));
            configuration.set(RestOptions.PORT, port);
            assertThatExceptionOfType(CommandFailure.class)
                    .isThrownBy(() -> EmbeddedCluster.start(configuration, 1))
                    .withMessage(
                            "web.port must be a free port, but %d is taken: choose another, or 0 for any"
                                    .formatted(port))
                    .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE));
        }
    }

    private static int post(URI address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address)
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address).build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
