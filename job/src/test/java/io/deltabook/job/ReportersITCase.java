// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.BookState;
import io.deltabook.contract.IncidentKind;
import io.deltabook.job.cli.testing.AnsweringServer;
import io.deltabook.job.memory.FakeMemory;
import io.deltabook.job.memory.MemorySettings;
import io.deltabook.job.metrics.MetricNames;
import io.deltabook.job.testing.FreePort;
import io.deltabook.job.testing.JobCluster;
import io.deltabook.job.testing.JobMetrics;
import io.deltabook.job.testing.SampleMarket;
import io.deltabook.job.testing.TestRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.otel.OpenTelemetryMetricReporterFactory;
import org.apache.flink.metrics.prometheus.PrometheusReporterFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every metric of the job arrives where Prometheus and OpenTelemetry look, under its own name. */
final class ReportersITCase {
    private static final String PREFIX = "flink.taskmanager.job.task.operator.";
    private static final long LIMIT = 100L << 20;

    /** What the collector of OpenTelemetry was sent, one text a request. */
    private static final Set<String> COLLECTED = ConcurrentHashMap.newKeySet();

    private static final AnsweringServer COLLECTOR = new AnsweringServer(ReportersITCase::collect);
    private static final int PROMETHEUS_PORT = FreePort.any();

    @RegisterExtension static final JobCluster CLUSTER = new JobCluster(reporters());

    @TempDir private Path folder;

    @AfterAll
    static void stopCollector() {
        COLLECTOR.close();
    }

    @Test
    void everyMetricIsExported() throws Exception {
        SampleMarket.generate(folder.resolve("in"), 20_000, 2, 5, 500);
        FakeMemory memory = FakeMemory.using(LIMIT);
        TestRun run =
                TestRun.of(folder.resolve("out"), folder.resolve("in"))
                        .parallelism(1)
                        .memory(new MemorySettings(LIMIT, Duration.ofMillis(10), memory));
        JobID job = run.start(CLUSTER);

        List<String> names = names();
        assertThat(names).contains("pipeline.memory.usage_gb", "pipeline.queue.depth");
        JobMetrics.await(() -> COLLECTED.stream().anyMatch(text -> hasAll(text, PREFIX, names)));
        JobMetrics.await(
                () ->
                        hasAll(
                                scraped(),
                                PREFIX.replace('.', '_'),
                                names.stream().map(name -> name.replace('.', '_')).toList()));

        memory.use(0);
        run.await(CLUSTER, job);
    }

    private static boolean hasAll(String text, String prefix, List<String> names) {
        return names.stream().allMatch(name -> text.contains(prefix + name));
    }

    private static List<String> names() throws IllegalAccessException {
        List<String> names = new ArrayList<>();
        for (Field field : MetricNames.class.getFields()) {
            String name = (String) field.get(null);
            // No lane is read while memory is short; MonitoringITCase has them.
            if (!name.startsWith("lane.")) {
                names.add(name);
            }
        }
        for (IncidentKind kind : IncidentKind.values()) {
            names.add(MetricNames.incidents(kind));
        }
        for (BookState state : BookState.values()) {
            names.add(MetricNames.lanes(state));
        }
        return names;
    }

    private static String scraped() {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create("http://localhost:" + PROMETHEUS_PORT + "/metrics"))
                        .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while scraping", e);
        }
    }

    private static String collect(AnsweringServer.Request request) {
        COLLECTED.add(request.body());
        return "";
    }

    private static Configuration reporters() {
        Configuration settings = new Configuration();
        settings.setString("metrics.reporters", "otel,prometheus");
        String otel = "metrics.reporter.otel.";
        settings.setString(
                otel + "factory.class", OpenTelemetryMetricReporterFactory.class.getName());
        settings.setString(otel + "interval", "1 s");
        settings.setString(otel + "exporter.protocol", "HTTP");
        settings.setString(
                otel + "exporter.endpoint", "http://localhost:" + COLLECTOR.port() + "/v1/metrics");
        String prometheus = "metrics.reporter.prometheus.";
        settings.setString(prometheus + "factory.class", PrometheusReporterFactory.class.getName());
        settings.setString(prometheus + "port", Integer.toString(PROMETHEUS_PORT));
        return settings;
    }
}
