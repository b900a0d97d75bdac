// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.OwnSockets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.junit.jupiter.api.Test;

final class EmbeddedClusterITCase {
    /** Nobody reaches them, with or without the token; {@code %s} stands for a job. */
    private static final List<String> ABSENT =
            List.of(
                    "GET /jobmanager/environment",
                    "GET /jobmanager/config",
                    "GET /jobmanager/log",
                    "GET /jobmanager/logs",
                    "GET /jobmanager/logs/deltabook.log",
                    "GET /jobmanager/stdout",
                    "GET /jobmanager/thread-dump",
                    "GET /jobmanager/profiler",
                    "POST /jobmanager/profiler",
                    "GET /taskmanagers/1/thread-dump",
                    "GET /taskmanagers/1/logs",
                    "GET %s/jobmanager/environment",
                    "GET %s/config",
                    "GET %s/yarn-cancel",
                    "GET %s/yarn-stop",
                    "PATCH %s/rescaling?parallelism=1",
                    "PUT %s/resource-requirements",
                    "POST %s/coordinators/deltas",
                    "POST /savepoint-disposal",
                    "POST /v1/savepoint-disposal",
                    "DELETE /cluster",
                    "DELETE /datasets/1");

    @Test
    void theWebUiAnswersOnThisMachineAndTakesNoJobs() throws Exception {
        Configuration configuration = FlinkSettings.packed();
        configuration.set(RestOptions.BIND_PORT, "0");
        try (EmbeddedCluster cluster =
                EmbeddedCluster.start(configuration, 1, RestToken.random())) {
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
    void nothingIsChangedOrToldOfTheProcessWithoutTheToken() throws Exception {
        Configuration configuration = FlinkSettings.packed();
        configuration.set(RestOptions.BIND_PORT, "0");
        RestToken token = RestToken.random();
        try (EmbeddedCluster cluster = EmbeddedCluster.start(configuration, 1, token)) {
            String job = "/jobs/c67b8ad64b6045d6de4f0c1d5b8a6991";
            Map<String, String> guarded =
                    Map.of(
                            job + "/checkpoints",
                            "POST",
                            job + "/savepoints",
                            "POST",
                            job + "/stop",
                            "POST",
                            job + "/savepoints/c67b8ad64b6045d6de4f0c1d5b8a6992",
                            "GET",
                            job,
                            "PATCH",
                            "/v1" + job + "/stop",
                            "POST");
            guarded.forEach(
                    (page, method) -> {
                        assertThat(send(cluster, method, page, null)).as(page).isEqualTo(401);
                        assertThat(send(cluster, method, page, RestToken.random().header()))
                                .as(page)
                                .isEqualTo(401);
                        assertThat(send(cluster, method, page, token.header()))
                                .as(page)
                                .isNotIn(401, 405);
                    });
            for (String page : ABSENT) {
                String[] words = page.formatted(job).split(" ");
                assertThat(send(cluster, words[0], words[1], token.header()))
                        .as(page)
                        .isEqualTo(404);
            }
            for (String page :
                    List.of("/jobs", "/jobs/overview", "/taskmanagers", "/jobmanager/metrics")) {
                assertThat(send(cluster, "GET", page, null)).as(page).isEqualTo(200);
            }
        }
    }

    private static int send(EmbeddedCluster cluster, String method, String page, String token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(cluster.address().resolve(page))
                        .method(method, HttpRequest.BodyPublishers.ofString("{}"));
        if (token != null) {
            request.header(RestToken.HEADER, token);
        }
        try {
            return HttpClient.newHttpClient()
                    .send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void nothingListensOnAnotherAddressThanThisMachinesOwn() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/net/tcp")), "only Linux tells the sockets");
        Configuration configuration = FlinkSettings.packed();
        configuration.set(RestOptions.BIND_PORT, "0");
        Set<String> before = OwnSockets.listening();
        try (EmbeddedCluster cluster =
                EmbeddedCluster.start(configuration, 2, RestToken.random())) {
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
                    .isThrownBy(() -> EmbeddedCluster.start(configuration, 1, RestToken.random()))
                    .withMessage(
                            "web.port must be a free port, but %d is in use: choose another, or 0 for any"
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
