// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.monitoring;

import io.deltabook.job.monitoring.MonitoringQueries.Selector;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a run shows to Prometheus at one time.
 *
 * @param series each with its labels and, as {@code __name__}, its name
 */
record Scrape(List<Map<String, String>> series) {
    private static final String NAME = "__name__";
    private static final Pattern LINE = Pattern.compile("^([a-zA-Z_:]+)\\{(.*)\\} \\S+$");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]+)=\"([^\"]*)\"");

    static Scrape of(int port) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/metrics")).build();
        String text =
                HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .body();
        List<Map<String, String>> series = new ArrayList<>();
        for (String line : text.split("\n")) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                Map<String, String> labels = new LinkedHashMap<>();
                labels.put(NAME, matcher.group(1));
                Matcher label = LABEL.matcher(matcher.group(2));
                while (label.find()) {
                    labels.put(label.group(1), label.group(2));
                }
                series.add(labels);
            }
        }
        return new Scrape(series);
    }

    /** The series that a selector takes. */
    List<Map<String, String>> of(Selector selector) {
        return series.stream()
                .filter(labels -> labels.get(NAME).equals(selector.metric()))
                .filter(
                        labels ->
                                selector.labels().entrySet().stream()
                                        .allMatch(
                                                wanted ->
                                                        labels.getOrDefault(wanted.getKey(), "")
                                                                .matches(wanted.getValue())))
                .toList();
    }
}
