// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** A web server on this machine that a test answers for. */
public final class AnsweringServer implements AutoCloseable {
    private final HttpServer server;

    /**
     * What is asked.
     *
     * @param path decoded, with its query
     * @param isPost whether something is to be done
     * @param body one character a byte
     */
    public record Request(String path, boolean isPost, String body) {}

    /** Starts on a free port; what is posted is accepted rather than done. */
    public AnsweringServer(Function<Request, String> answers) {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(
                "/",
                exchange -> {
                    boolean isPost = exchange.getRequestMethod().equals("POST");
                    String path =
                            URLDecoder.decode(
                                    exchange.getRequestURI().toString(), StandardCharsets.UTF_8);
                    byte[] sent = exchange.getRequestBody().readAllBytes();
                    String text = new String(sent, StandardCharsets.ISO_8859_1);
                    byte[] body =
                            answers.apply(new Request(path, isPost, text))
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(isPost ? 202 : 200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    public URI address() {
        return URI.create("http://localhost:" + port());
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
