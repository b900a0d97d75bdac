// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A store on this machine that gives every request the same answer, which has no ETag. */
public final class RefusingStore implements AutoCloseable {
    private final HttpServer server;

    /**
     * Starts it on a free port.
     *
     * @param status of HTTP
     * @param code of S3, empty for an answer that is not S3's
     */
    public RefusingStore(int status, String code) {
        byte[] body =
                (code.isEmpty()
                                ? "<html>no store</html>"
                                : "<Error><Code>%s</Code><Message>no</Message></Error>"
                                        .formatted(code))
                        .getBytes(StandardCharsets.UTF_8);
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
                    boolean isHead = exchange.getRequestMethod().equals("HEAD");
                    exchange.getResponseHeaders().add("Content-Type", "application/xml");
                    if (isHead) {
                        exchange.getResponseHeaders().add("Content-Length", "" + body.length);
                    }
                    exchange.sendResponseHeaders(status, isHead ? -1 : body.length);
                    if (!isHead) {
                        exchange.getResponseBody().write(body);
                    }
                    exchange.close();
                });
        server.start();
    }

    /** Its address. */
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
