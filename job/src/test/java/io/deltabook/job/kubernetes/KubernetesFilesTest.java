// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.docs.ProjectFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The files in docker/kubernetes, as far as they can be checked without a cluster. */
final class KubernetesFilesTest {
    private static final String DEFINITION =
            "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";

    private static JsonNode file(String name) throws IOException {
        return new YAMLMapper().readTree(ProjectFile.read("docker/kubernetes/" + name));
    }

    private static JsonNode schema() throws IOException {
        try (InputStream definition = KubernetesFilesTest.class.getResourceAsStream(DEFINITION)) {
            JsonNode version = new YAMLMapper().readTree(definition).at("/spec/versions/0");
            assertThat(version.path("name").asText()).isEqualTo("v1beta1");
            return version.at("/schema/openAPIV3Schema/properties/spec");
        }
    }

    private static void assertRunKnows(List<String> words) {
        List<String> options = words.stream().filter(word -> word.startsWith("--")).toList();
        assertThat(options).isNotEmpty();
        CommandLineRun.succeeds("run --help").assertOut(options.toArray(String[]::new));
    }

    @Test
    void theDeploymentKeepsToTheOperatorsSchemaButForItsNewestVersion() throws IOException {
        assertThat(
                        ResourceSchema.faults(
                                file("flinkdeployment.yaml").path("spec"), schema(), "spec"))
                .singleElement()
                .asString()
                .startsWith("spec.flinkVersion must be one of")
                .endsWith("but is \"v2_3\"");
    }

    @Test
    void whatTheSchemaDoesNotAllowIsFound() throws IOException {
        ObjectNode spec = (ObjectNode) file("flinkdeployment.yaml").path("spec");
        spec.put("flinkVersion", "v1_20").put("imagePullPolice", "Always");
        ((ObjectNode) spec.path("job")).put("parallelism", "four").put("upgradeMode", "hope");

        assertThat(ResourceSchema.faults(spec, schema(), "spec"))
                .containsExactlyInAnyOrder(
                        "spec.imagePullPolice is unknown",
                        "spec.job.parallelism must be integer, but is \"four\"",
                        "spec.job.upgradeMode must be one of [\"last-state\",\"savepoint\",\"stateless\"], but is \"hope\"");
    }

    @Test
    void theDeploymentStartsTheJobWithOptionsOfRun() throws Exception {
        JsonNode job = file("flinkdeployment.yaml").at("/spec/job");
        List<String> words = new ArrayList<>();
        job.path("args").forEach(word -> words.add(word.asText()));

        assertThat(Class.forName(job.path("entryClass").asText()).getMethod("main", String[].class))
                .isNotNull();
        assertRunKnows(words);
    }

    @Test
    void theMonthlyRunHasOptionsOfRun() throws IOException {
        String script =
                file("cronjob.yaml")
                        .at("/spec/jobTemplate/spec/template/spec/containers/0/args/0")
                        .asText();
        Matcher runs = Pattern.compile("deltabook run (.*)|(--seed)").matcher(script);
        List<String> words = new ArrayList<>();
        while (runs.find()) {
            words.addAll(List.of(runs.group().split(" ")));
        }

        assertThat(words).contains("--resume", "--from", "--seed");
        assertRunKnows(words);
    }

    @Test
    void theMonitorFindsThePortsAndPodsOfTheDeployment() throws IOException {
        JsonNode pods = file("flinkdeployment.yaml").at("/spec/podTemplate");
        JsonNode monitor = file("podmonitor.yaml").path("spec");

        assertThat(pods.at("/metadata/labels")).isEqualTo(monitor.at("/selector/matchLabels"));
        assertThat(pods.at("/spec/containers/0/ports/0/name"))
                .isEqualTo(monitor.at("/podMetricsEndpoints/0/port"));
        assertThat(pods.at("/spec/containers/0/ports/0/containerPort").asText())
                .isEqualTo(
                        file("flinkdeployment.yaml")
                                .path("spec")
                                .path("flinkConfiguration")
                                .path("metrics.reporter.prometheus.port")
                                .asText());
    }
}
