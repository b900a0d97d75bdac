// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.cluster;

import static org.assertj.core.api.Assertions.assertThatNoException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A savepoint is requested just as the job finishes; a server answers as Flink does. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class SavepointRequestTest {
    private static final int LOOKS_UNTIL_THE_END = 3;

    private final AtomicInteger looks = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    /** The request is in progress and stays so. */
    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String text;
        if (path.endsWith("/status")) {
            boolean isAtItsEnd = looks.incrementAndGet() > LOOKS_UNTIL_THE_END;
            text = "{\"status\":\"%s\"}".formatted(isAtItsEnd ? "FINISHED" : "RUNNING");
        } else if (path.contains("/savepoints/")) {
            text = "{\"status\":{\"id\":\"IN_PROGRESS\"},\"operation\":null}";
        } else {
            text = "{\"request-id\":\"1\"}";
        }
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(isAsked(exchange) ? 202 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static boolean isAsked(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("POST");
    }

    @Test
    void aStopDoesNotWaitForAJobThatHasEndedByItself() {
        assertThatNoException().isThrownBy(request()::stop);
    }

    @Test
    void norDoesASavepoint() {
        assertThatNoException().isThrownBy(request()::take);
    }

    private SavepointRequest request() {
        URI address = URI.create("http://localhost:" + server.getAddress().getPort());
        return new SavepointRequest(new JobRest(address, "1"), Path.of("/savepoints"));
    }
}
