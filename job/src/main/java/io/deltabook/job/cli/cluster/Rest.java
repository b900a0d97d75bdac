// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Requests to the REST interface of a Flink cluster, in this process or elsewhere. */
final class Rest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LONG_PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 200;
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int UNAVAILABLE = 503;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient client = client();
    private final String token;

    /** For a cluster that needs no token. */
    Rest() {
        this(null);
    }

    /**
     * For any cluster.
     *
     * @param token the header of its {@link RestToken}, null for none
     */
    Rest(String token) {
        this.token = token;
    }

    private static HttpClient client() {
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
        if (RestTrust.context() != null) {
            builder.sslContext(RestTrust.context());
        }
        return builder.build();
    }

    /** An empty object to fill. */
    static ObjectNode body() {
        return MAPPER.createObjectNode();
    }

    /** Gets a resource; an empty node if it does not exist. */
    JsonNode page(URI address) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(address);
        return answer.statusCode() == OK ? json(answer) : MAPPER.createArrayNode();
    }

    /** Gets a resource that must exist. */
    JsonNode requirePage(URI address) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(address).GET(), LONG_PATIENCE);
        if (answer.statusCode() != OK) {
            throw refused(answer);
        }
        return json(answer);
    }

    /** Gets the answer, whatever its status. */
    HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address).GET(), PATIENCE);
    }

    /**
     * Requests a change.
     *
     * @return the answer, once the request is accepted
     */
    JsonNode ask(String method, URI address, ObjectNode body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer =
                send(
                        HttpRequest.newBuilder(address)
                                .header("Content-Type", "application/json")
                                .method(method, BodyPublishers.ofString(body.toString())),
                        LONG_PATIENCE);
        if (answer.statusCode() != ACCEPTED) {
            throw refused(answer);
        }
        return json(answer);
    }

    static JsonNode json(HttpResponse<String> answer) throws IOException {
        return MAPPER.readTree(answer.body());
    }

    /** The message of the last cause in a stack trace. */
    static String innermost(String trace) {
        String message = "";
        for (String line : trace.lines().toList()) {
            boolean isFrame = line.startsWith("\tat ") || line.startsWith("\t...");
            if (!isFrame
                    && !line.isBlank()
                    && (message.isEmpty() || line.startsWith("Caused by"))) {
                message = line;
            }
        }
        return message.replaceFirst("^Caused by: ", "").replaceFirst("^[\\w.$]+: ", "");
    }

    static IOException refused(HttpResponse<String> answer) {
        return new IOException(
                "[%s] must answer, but said %d: %s"
                        .formatted(answer.uri(), answer.statusCode(), reason(answer.body())));
    }

    /** The message in an error's body, without the server's stack trace. */
    private static String reason(String body) {
        try {
            JsonNode errors = MAPPER.readTree(body).path("errors");
            String last = errors.path(errors.size() - 1).asText();
            return last.contains("\n\tat ")
                    ? innermost(last.replaceFirst("^<Exception on server side:\n", ""))
                    : last;
        } catch (JsonProcessingException e) {
            return body.lines().findFirst().orElse("");
        }
    }

    private HttpResponse<String> sent(HttpRequest request)
            throws IOException, InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw ClusterTrustException.isBehind(e)
                    ? ClusterTrustException.of(RestAddress.root(request.uri()), e)
                    : e;
        }
    }

    /** Retries for a while if the cluster answers that its leader is being elected. */
    private HttpResponse<String> send(HttpRequest.Builder request, Duration patience)
            throws IOException, InterruptedException {
        if (token != null) {
            request.setHeader(RestToken.HEADER, token);
        }
        HttpRequest built = request.timeout(patience).build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            HttpResponse<String> answer = sent(built);
            if (answer.statusCode() != UNAVAILABLE || System.nanoTime() - deadline > 0) {
                return answer;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }
}
