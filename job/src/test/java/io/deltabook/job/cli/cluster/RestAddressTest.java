// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RestAddressTest {
    @ParameterizedTest
    @CsvSource({
        "host:8081, http://host:8081, host, 8081, '', false",
        "http://host:8081/, http://host:8081, host, 8081, '', false",
        "http://host, http://host, host, 80, '', false",
        "https://host, https://host, host, 443, '', true",
        "https://host:8443/flink/prod/, https://host:8443/flink/prod, host, 8443, /flink/prod, true"
    })
    void anAddressHasAHostAPortAndAPath(
            String text, String url, String host, int port, String path, boolean isEncrypted) {
        URI address = RestAddress.of(text);
        Configuration client = RestAddress.client(address, new Configuration());

        assertThat(address).hasToString(url);
        assertThat(client.get(RestOptions.ADDRESS)).isEqualTo(host);
        assertThat(client.get(RestOptions.PORT)).isEqualTo(port);
        assertThat(client.get(RestOptions.PATH)).isEqualTo(path);
        assertThat(client.get(SecurityOptions.SSL_REST_ENABLED)).isEqualTo(isEncrypted);
        assertThat(RestAddress.page(address, "/jobs")).hasToString(url + "/jobs");
    }

    @Test
    void aJobBehindAProxyIsAskedBelowItsPath() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer proxy =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext(
                "/",
                exchange -> {
                    asked.add(exchange.getRequestURI().toString());
                    byte[] answer = "{\"status\":\"RUNNING\"}".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        proxy.start();
        try {
            URI cluster =
                    RestAddress.of("http://localhost:" + proxy.getAddress().getPort() + "/prod/");
            JobRest job = new JobRest(cluster, "c67b8ad64b6045d6de4f0c1d5b8a6991");

            assertThat(job.status().word()).isEqualTo("RUNNING");
            job.slots();
        } finally {
            proxy.stop(0);
        }
        assertThat(asked)
                .containsExactly(
                        "/prod/jobs/c67b8ad64b6045d6de4f0c1d5b8a6991/status",
                        "/prod/overview",
                        "/prod/jobmanager/config");
    }
}
