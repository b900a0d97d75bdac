// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.view.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.deltabook.contract.BadInputException;
import io.deltabook.job.view.OutputView;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the page of an output to browsers of this machine. It listens on the loopback address
 * only, answers only requests that name it so (a foreign page cannot reach it through a name of its
 * own), only reads, and sends headers that let the page load nothing from anywhere else.
 */
public final class ViewServer implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(ViewServer.class);
    private static final int THREADS = 4;
    private static final int SMALL = 1_400;
    private static final String JSON = "application/json; charset=utf-8";
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";

    private final HttpServer server;
    private final ExecutorService threads;
    private final PageFiles files;
    private final Answers answers;

    private ViewServer(OutputView view, int port) throws IOException {
        files = new PageFiles();
        answers = new Answers(view);
        InetAddress loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        try {
            server = HttpServer.create(new InetSocketAddress(loopback, port), 0);
        } catch (BindException e) {
            throw new BadInputException(
                    "port %d of 127.0.0.1 must be free, but is not (%s); choose another --port, or 0 for any"
                            .formatted(port, e.getMessage()),
                    e);
        }
        threads =
                Executors.newFixedThreadPool(
                        THREADS,
                        task -> {
                            Thread thread = new Thread(task, "view");
                            thread.setDaemon(true);
                            return thread;
                        });
        server.setExecutor(threads);
        server.createContext("/", this::handle);
    }

    /**
     * Starts to serve.
     *
     * @param port port to listen on, 0 for any that is free
     */
    public static ViewServer start(OutputView view, int port) throws IOException {
        ViewServer server = new ViewServer(view, port);
        server.server.start();
        return server;
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Address of the page. */
    public String address() {
        return "http://127.0.0.1:" + port() + "/";
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(exchange);
        } catch (IOException e) {
            // The browser has gone away, as it does when a newer question replaces this one.
            LOG.debug("A request ended early", e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (!isOurs(exchange.getRequestHeaders().getFirst("Host"))) {
            refuse(exchange, 421, "the Host must be 127.0.0.1 or localhost with the port");
        } else if (!Set.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            refuse(exchange, 405, "only GET and HEAD are answered");
        } else if (files.get(path) != null) {
            send(exchange, 200, files.get(path).type(), files.get(path).bytes());
        } else if (answers.has(path)) {
            ask(exchange, path);
        } else {
            refuse(exchange, 404, "there is nothing of this name");
        }
    }

    private boolean isOurs(String host) {
        String port = ":" + port();
        return host != null
                && Set.of("127.0.0.1" + port, "localhost" + port, "[::1]" + port).contains(host);
    }

    private void ask(HttpExchange exchange, String path) throws IOException {
        byte[] answer;
        try {
            answer = AnswerJson.bytes(answers.of(path, exchange.getRequestURI().getRawQuery()));
        } catch (IllegalArgumentException | BadInputException e) {
            refuse(exchange, 400, e.getMessage());
            return;
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} cannot be answered", path, e);
            refuse(exchange, 500, e.getMessage());
            return;
        }
        send(exchange, 200, JSON, answer);
    }

    private static void refuse(HttpExchange exchange, int status, String why) throws IOException {
        send(exchange, status, JSON, AnswerJson.bytes(Map.of("error", String.valueOf(why))));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body)
            throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        if (body.length > SMALL && accepted != null && accepted.contains("gzip")) {
            headers.set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(status, 0);
            try (GZIPOutputStream out = new GZIPOutputStream(exchange.getResponseBody())) {
                out.write(body);
            }
        } else {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
