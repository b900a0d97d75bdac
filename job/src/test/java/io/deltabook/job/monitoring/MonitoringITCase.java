// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.config.YamlFile;
import io.deltabook.job.memory.FakeMemory;
import io.deltabook.job.memory.MemorySettings;
import io.deltabook.job.monitoring.MonitoringQueries.Selector;
import io.deltabook.job.testing.FreePort;
import io.deltabook.job.testing.JobCluster;
import io.deltabook.job.testing.JobMetrics;
import io.deltabook.job.testing.SampleMarket;
import io.deltabook.job.testing.TestRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every query of the dashboard and of the alerts is answered by what a run shows. */
final class MonitoringITCase {
    private static final long LIMIT = 100L << 20;
    private static final Selector LANE =
            new Selector(
                    "flink_taskmanager_job_task_operator_lane_state",
                    Map.of("lane", "SYNTH:BTC-USDT"));

    private static final int PORT = FreePort.any();

    @RegisterExtension static final JobCluster CLUSTER = new JobCluster(settings());

    @TempDir private Path folder;

    @Test
    void theFilesAreWhatPrometheusReads() throws InterruptedException {
        assertThat(Prometheus.checked()).isZero();
    }

    @Test
    void everyQueryIsAnsweredByARun() throws Exception {
        SampleMarket.generate(folder.resolve("in"), 20_000, 2, 5, 500);
        // Slowed: ten batches a second.
        FakeMemory memory = FakeMemory.using(LIMIT * 9 / 10);
        TestRun run =
                TestRun.of(folder.resolve("out"), folder.resolve("in"))
                        .parallelism(1)
                        .memory(new MemorySettings(LIMIT, Duration.ofMillis(10), memory));
        JobID job = run.start(CLUSTER);
        JobMetrics.await(() -> !scrape().of(LANE).isEmpty());
        memory.use(LIMIT);

        assertEverySelectorHasSeries(scrape());
        try (Prometheus prometheus =
                Prometheus.start(
                        Files.createDirectory(folder.resolve("p")), PORT, FreePort.any())) {
            assertEveryQueryHasAnAnswer(prometheus);
        } finally {
            memory.use(0);
            run.await(CLUSTER, job);
        }
    }

    /** Also where there is no Prometheus. */
    private static void assertEverySelectorHasSeries(Scrape scrape) throws IOException {
        for (String query : queries()) {
            List<Selector> selectors = MonitoringQueries.selectors(query);
            assertThat(selectors).as(query).isNotEmpty();
            for (Selector selector : selectors) {
                List<Map<String, String>> series = scrape.of(selector);
                assertThat(series).as(query + ": " + selector).isNotEmpty();
                for (String label : MonitoringQueries.grouping(query)) {
                    assertThat(label.equals("stage") || series.get(0).containsKey(label))
                            .as(query + ": " + label)
                            .isTrue();
                }
            }
        }
    }

    private static void assertEveryQueryHasAnAnswer(Prometheus prometheus) throws Exception {
        while (!prometheus.hasHealthyAlerts()) {
            Thread.sleep(50);
        }
        List<String> open = queries();
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!open.isEmpty() && System.nanoTime() < deadline) {
            List<String> unanswered = new ArrayList<>();
            for (String query : open) {
                if (prometheus.answers(query) == 0) {
                    unanswered.add(query);
                }
            }
            open = unanswered;
            Thread.sleep(100);
        }
        assertThat(open).as("queries without an answer").isEmpty();
        assertThat(prometheus.answers("nosuch{job_name=~\".*\"}")).isZero();
    }

    private static List<String> queries() throws IOException {
        List<String> dashboard = MonitoringQueries.ofTheDashboard();
        List<String> alerts = MonitoringQueries.ofTheAlerts();
        assertThat(dashboard).hasSizeGreaterThan(30);
        assertThat(alerts).hasSizeGreaterThan(12);
        List<String> all = new ArrayList<>(dashboard);
        all.addAll(alerts);
        return all;
    }

    private static Scrape scrape() {
        try {
            return Scrape.of(PORT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while scraping", e);
        }
    }

    /** Those that docs/monitoring.md gives to a run, on another port. */
    private static Configuration settings() {
        Configuration settings = new Configuration();
        try {
            YamlFile.read(MonitoringQueries.FOLDER.resolve("flink.yaml"))
                    .forEach((key, value) -> settings.setString(key, value.toString()));
        } catch (InvalidConfigException e) {
            throw new IllegalStateException(e);
        }
        settings.setString("metrics.reporter.prometheus.port", Integer.toString(PORT));
        return settings;
    }
}
