// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deltabook.job.metrics.MetricNames;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.apache.flink.api.common.JobID;

/** Reads the progress of a job from its REST interface. */
final class JobMonitor {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI job;
    private URI rowsRead;

    JobMonitor(URI cluster, JobID id) {
        this.job = cluster.resolve("/jobs/" + id.toHexString());
    }

    /** Input rows that the books have taken in so far; 0 while nothing is known. */
    long rowsRead() throws InterruptedException {
        try {
            if (rowsRead == null) {
                rowsRead = find(MetricNames.inRest(MetricNames.ROWS_READ));
            }
            if (rowsRead == null) {
                return 0;
            }
            JsonNode metrics = get(rowsRead);
            return metrics.isEmpty() ? 0 : (long) metrics.get(0).path("sum").asDouble();
        } catch (IOException e) {
            return 0;
        }
    }

    /** The address of a metric's sum over all subtasks, null while there is none. */
    private URI find(String name) throws IOException, InterruptedException {
        for (JsonNode vertex : get(job).path("vertices")) {
            String metrics = job + "/vertices/" + vertex.get("id").asText() + "/subtasks/metrics";
            for (JsonNode metric : get(URI.create(metrics))) {
                String id = metric.path("id").asText();
                if (id.endsWith(name)) {
                    return URI.create(metrics + "?agg=sum&get=" + id);
                }
            }
        }
        return null;
    }

    private JsonNode get(URI address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        return response.statusCode() == 200
                ? MAPPER.readTree(response.body())
                : MAPPER.createArrayNode();
    }
}
