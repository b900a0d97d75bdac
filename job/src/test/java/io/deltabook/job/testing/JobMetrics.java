// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.testutils.InMemoryReporter;

/**
 * What the metrics of a running job say, as a reporter of Flink is given them.
 *
 * @param reporter of the cluster
 * @param job the job
 */
public record JobMetrics(InMemoryReporter reporter, JobID job) {
    private static final String JOB_ID = "<job_id>";
    private static final long POLL_MILLIS = 20;

    public static JobMetrics of(JobCluster cluster, JobID job) {
        return new JobMetrics(cluster.metrics(), job);
    }

    /** The sum over all subtasks; 0 while nothing of that name is registered. */
    public double sum(String scope, String name) {
        return values(scope, name).stream().mapToDouble(Double::doubleValue).sum();
    }

    /**
     * The values of a metric, one a subtask; true is 1.
     *
     * @param scope part of the identifier, such as a task's name
     * @param name as registered
     */
    public List<Double> values(String scope, String name) {
        List<Double> values = new ArrayList<>();
        reporter.getMetricsByGroup()
                .forEach(
                        (group, metrics) -> {
                            String id = group.getAllVariables().get(JOB_ID);
                            String identifier = group.getMetricIdentifier("");
                            if (job.toHexString().equals(id) && identifier.contains(scope)) {
                                metrics.forEach(
                                        (key, metric) -> {
                                            if (key.equals(name)) {
                                                values.add(number(metric));
                                            }
                                        });
                            }
                        });
        return values;
    }

    private static double number(Metric metric) {
        if (metric instanceof Counter counter) {
            return counter.getCount();
        }
        Object value = ((Gauge<?>) metric).getValue();
        if (value instanceof Boolean bool) {
            return bool ? 1 : 0;
        }
        return ((Number) value).doubleValue();
    }

    /** Waits until something holds; the test's own time-out ends what never does. */
    public static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }
}
