// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.storage.plugged.Plugins;
import io.deltabook.job.testing.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An S3 server on this machine with one bucket, behind a {@link CountingProxy}, and Flink's plugin
 * for it; for a class of tests. Maven copies the programs of both.
 */
public final class S3Server implements BeforeAllCallback, AfterAllCallback {
    private static final String BUCKET = "recordings";
    private static final Path PROGRAM = Path.of("target/s3/s3proxy.jar").toAbsolutePath();
    private static final Path PLUGINS = Path.of("target/s3/plugins").toAbsolutePath();

    private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");

    private final HttpClient client = HttpClient.newHttpClient();
    private ServerProcess server;
    private URI address;
    private CountingProxy proxy;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException, InterruptedException {
        server = new ServerProcess("s3proxy");
        address = URI.create("http://127.0.0.1:" + FreePort.any());
        Path bucket = Files.createDirectories(server.folder().resolve("buckets").resolve(BUCKET));
        Path settings = server.folder().resolve("s3proxy.conf");
        Files.writeString(
                settings,
                """
                s3proxy.endpoint=%s
                s3proxy.authorization=none
                jclouds.provider=filesystem-nio2
                jclouds.identity=any
                jclouds.credential=any
                jclouds.filesystem.basedir=%s
                """
                        .formatted(address, bucket.getParent()));
        server.start(
                List.of("-jar", PROGRAM.toString(), "--properties", settings.toString()),
                this::isAnswering);
        proxy = new CountingProxy(address);
        System.setProperty(Plugins.FOLDER, PLUGINS.toString());
    }

    private boolean isAnswering() throws IOException, InterruptedException {
        client.send(
                HttpRequest.newBuilder(address.resolve("/")).build(),
                HttpResponse.BodyHandlers.discarding());
        return true;
    }

    /** Uploads the files of a folder; returns its address. */
    public String upload(Path files, String prefix) throws IOException, InterruptedException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(files)) {
            all = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : all) {
            put(prefix + "/" + files.relativize(file), Files.readAllBytes(file));
        }
        return address(prefix);
    }

    /** Creates or replaces an object. */
    public void put(String key, byte[] bytes) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address.resolve("/" + BUCKET + "/" + key))
                        .timeout(Duration.ofSeconds(ServerProcess.PATIENCE_SECONDS))
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes))
                        .build();
        int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        assertThat(status).as("answer to PUT " + key).isEqualTo(200);
    }

    /**
     * The names of the objects below a prefix, which ends with a slash, as they go on behind it.
     */
    public List<String> names(String prefix) throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        String after = "";
        String list;
        do {
            list = get("?list-type=2&prefix=" + encoded(prefix) + "&start-after=" + encoded(after));
            for (Matcher key = KEY.matcher(list); key.find(); ) {
                after = key.group(1);
                names.add(after.substring(prefix.length()));
            }
        } while (list.contains("<IsTruncated>true<"));
        return names;
    }

    /** Number of uploads below a prefix that have begun and not become objects. */
    public int uploads(String prefix) throws IOException, InterruptedException {
        int uploads = 0;
        for (Matcher key = KEY.matcher(get("?uploads")); key.find(); ) {
            uploads += key.group(1).startsWith(prefix) ? 1 : 0;
        }
        return uploads;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The answer to a question about the bucket, or an object. */
    public String get(String what) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(
                        HttpRequest.newBuilder(URI.create(address + "/" + BUCKET + what)).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(what + ": " + answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** The address of an object or prefix. */
    public String address(String key) {
        return "s3://" + BUCKET + "/" + key;
    }

    /** The requests so far. */
    public CountingProxy requests() {
        return proxy;
    }

    /** The settings that name the server. */
    public Map<String, String> settings() {
        return Map.of(
                "s3.endpoint", proxy.address(),
                "s3.path.style.access", "true",
                "s3.access-key", "any",
                "s3.secret-key", "any");
    }

    /** The options that name the server. */
    public String options() {
        return settings().entrySet().stream()
                .map(setting -> "--set " + setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(" "));
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException, InterruptedException {
        System.clearProperty(Plugins.FOLDER);
        if (proxy != null) {
            proxy.close();
        }
        if (server != null) {
            server.close();
        }
    }
}
