// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClusterSlotsTest {
    private static final URI CLUSTER = URI.create("http://localhost:8081/");

    @Test
    void aRunWiderThanAllSlotsIsRefusedWithTheWaysOut() {
        assertThat(new ClusterSlots(CLUSTER, 2, 4, 3, false).fault(5))
                .isEqualTo(
                        "parallelism must be at most the slots of [http://localhost:8081/], but is 5 and there are 4 slots on 2 TaskManagers, 3 of them free: lower --parallelism to 4, or start more TaskManagers ('scripts/cluster.sh down', then 'up --taskmanagers 3')");
    }

    @ParameterizedTest
    @CsvSource({"2, 4, false", "0, 0, false", "1, 0, false", "1, 1, true"})
    void aRunThatFitsOrMayFitLaterIsNotRefused(int taskManagers, int total, boolean isElastic) {
        assertThat(new ClusterSlots(CLUSTER, taskManagers, total, 0, isElastic).fault(4)).isNull();
    }

    @Test
    void aRunThatHasToWaitIsWarned() {
        assertThat(new ClusterSlots(CLUSTER, 2, 4, 3, false).warning(4))
                .isEqualTo(
                        "[http://localhost:8081/] must have 4 free slots for the run, but has 4 slots on 2 TaskManagers, 3 of them free: it will wait until there are enough");
        assertThat(new ClusterSlots(CLUSTER, 2, 4, 4, false).warning(4)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "jobmanager.scheduler, Adaptive, true",
        "jobmanager.scheduler, Default, false",
        "scheduler-mode, REACTIVE, true",
        "kubernetes.cluster-id, books, true",
        "rest.address, adaptive, false"
    })
    void aClusterThatGrowsOrMakesDoIsKnownByItsSettings(String key, String value, boolean isElastic)
            throws Exception {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/overview",
                exchange ->
                        answer(
                                exchange,
                                "{\"taskmanagers\": 3, \"slots-total\": 6, \"slots-available\": 1}"));
        server.createContext(
                "/jobmanager/config",
                exchange ->
                        answer(
                                exchange,
                                "[{\"key\": \"%s\", \"value\": \"%s\"}]".formatted(key, value)));
        server.start();
        try {
            URI cluster = URI.create("http://localhost:" + server.getAddress().getPort());

            assertThat(ClusterSlots.of(new Rest(), cluster))
                    .isEqualTo(new ClusterSlots(cluster.resolve("/"), 3, 6, 1, isElastic));
        } finally {
            server.stop(0);
        }
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
