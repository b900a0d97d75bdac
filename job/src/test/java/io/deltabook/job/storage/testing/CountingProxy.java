// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;

/** Passes requests on to an HTTP server, records them, and lets each take some time longer. */
public final class CountingProxy implements AutoCloseable {
    /** Set by either side itself. */
    private static final Set<String> OWN =
            Set.of(
                    "connection",
                    "content-length",
                    "expect",
                    "host",
                    "upgrade",
                    "transfer-encoding");

    private final URI target;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Asked> all = Collections.synchronizedList(new ArrayList<>());
    private final AtomicReference<Trap> trap = new AtomicReference<>();
    private volatile long delayMillis;

    /**
     * A request that was answered.
     *
     * @param method such as GET
     * @param path path and query
     * @param range the bytes that were asked for, null for all
     * @param bytes bytes of the answer
     */
    public record Asked(String method, String path, String range, long bytes) {
        /** Whether it read from an object. */
        public boolean isRead() {
            return "GET".equals(method) && !path.contains("?");
        }
    }

    /** What happens at the next request of a kind, once. */
    private record Trap(BiPredicate<String, String> kind, boolean isPassed, Runnable action) {}

    CountingProxy(URI target) throws IOException {
        this.target = target;
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::pass);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Forgets the requests so far. */
    public void restart() {
        all.clear();
    }

    /** From now on each request takes longer by some time. */
    public void delay(long millis) {
        delayMillis = millis;
    }

    /**
     * Has an action called at the next request of a kind, once.
     *
     * @param kind decides by method, and by path and query
     * @param isPassed whether the store has answered the request by then; otherwise it never sees
     *     it
     */
    public void trap(BiPredicate<String, String> kind, boolean isPassed, Runnable action) {
        trap.set(new Trap(kind, isPassed, action));
    }

    /** Whether the last trap has been sprung, or there was none. */
    public boolean isSprung() {
        return trap.get() == null;
    }

    /** The trap that this request springs, null for none. */
    private Trap sprung(String method, String path) {
        Trap set = trap.get();
        return set != null && set.kind.test(method, path) && trap.compareAndSet(set, null)
                ? set
                : null;
    }

    /** What was asked since the last restart. */
    public List<Asked> all() {
        synchronized (all) {
            return List.copyOf(all);
        }
    }

    /** The requests that read from objects. */
    public List<Asked> reads() {
        return all().stream().filter(Asked::isRead).toList();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            TimeUnit.MILLISECONDS.sleep(delayMillis);
            String path = exchange.getRequestURI().toString();
            String method = exchange.getRequestMethod();
            Trap sprung = sprung(method, path);
            if (sprung != null && !sprung.isPassed) {
                sprung.action.run();
                return;
            }
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(target + path))
                            .method(
                                    method,
                                    HttpRequest.BodyPublishers.ofByteArray(
                                            exchange.getRequestBody().readAllBytes()));
            exchange.getRequestHeaders()
                    .forEach(
                            (name, values) -> {
                                if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                                    values.forEach(value -> request.header(name, value));
                                }
                            });
            HttpResponse<byte[]> answer =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            all.add(
                    new Asked(
                            method,
                            path,
                            exchange.getRequestHeaders().getFirst("Range"),
                            answer.body().length));
            if (sprung != null) {
                sprung.action.run();
            }
            answer(exchange, answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer)
            throws IOException {
        boolean isHead = "HEAD".equals(exchange.getRequestMethod());
        answer.headers()
                .map()
                .forEach(
                        (name, values) -> {
                            boolean isLengthOfHead =
                                    isHead && "content-length".equalsIgnoreCase(name);
                            boolean isPassed =
                                    !name.startsWith(":")
                                            && !OWN.contains(name.toLowerCase(Locale.ROOT));
                            if (isLengthOfHead || isPassed) {
                                exchange.getResponseHeaders().put(name, values);
                            }
                        });
        long length = answer.body().length == 0 ? -1 : answer.body().length;
        exchange.sendResponseHeaders(answer.statusCode(), isHead ? -1 : length);
        if (!isHead && length > 0) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
