// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The queries of conf/monitoring, as Prometheus is asked them. */
final class MonitoringQueries {
    static final Path FOLDER = Path.of("../conf/monitoring");

    private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_]+)\\{([^}]*)\\}");
    private static final Pattern MATCHER = Pattern.compile("([a-z_]+)(=~|=)\"([^\"]*)\"");
    private static final Pattern GROUPING = Pattern.compile("\\bby \\(([^)]*)\\)");
    private static final String COMPARISON = "\\s+(?:>=|==|>|<|and|\\+)\\s+(?:on \\([^)]*\\)\\s+)?";

    /**
     * What a query takes from the scraped series.
     *
     * @param metric name
     * @param labels values, as regular expressions, by label
     */
    record Selector(String metric, Map<String, String> labels) {}

    private MonitoringQueries() {}

    /** Of each target of each panel. */
    static List<String> ofTheDashboard() throws IOException {
        List<String> queries = new ArrayList<>();
        JsonNode dashboard =
                new ObjectMapper().readTree(FOLDER.resolve("grafana-dashboard.json").toFile());
        for (JsonNode expression : dashboard.findValues("expr")) {
            queries.add(
                    expression.asText().replace("$__rate_interval", "1m").replace("$run", ".*"));
        }
        return queries;
    }

    /** What the alerts compare: an alert that is quiet has no answer, but its operands have one. */
    static List<String> ofTheAlerts() throws IOException {
        List<String> operands = new ArrayList<>();
        JsonNode rules =
                new ObjectMapper(new YAMLFactory()).readTree(FOLDER.resolve("alerts.yml").toFile());
        for (JsonNode expression : rules.findValues("expr")) {
            // The jobs of tests have no names.
            String text = expression.asText().replace("deltabook.*", ".*").strip();
            for (String operand : text.split(COMPARISON)) {
                if (!operand.matches("[0-9.]+")) {
                    operands.add(operand);
                }
            }
        }
        return operands;
    }

    static List<Selector> selectors(String query) {
        List<Selector> selectors = new ArrayList<>();
        Matcher found = SELECTOR.matcher(query);
        while (found.find()) {
            Map<String, String> labels = new LinkedHashMap<>();
            Matcher matcher = MATCHER.matcher(found.group(2));
            while (matcher.find()) {
                boolean isRegex = matcher.group(2).equals("=~");
                labels.put(
                        matcher.group(1),
                        isRegex ? matcher.group(3) : Pattern.quote(matcher.group(3)));
            }
            selectors.add(new Selector(found.group(1), labels));
        }
        return selectors;
    }

    /** The labels by which a query groups. */
    static List<String> grouping(String query) {
        List<String> labels = new ArrayList<>();
        Matcher found = GROUPING.matcher(query);
        while (found.find()) {
            labels.addAll(List.of(found.group(1).split(", *")));
        }
        return labels;
    }
}
