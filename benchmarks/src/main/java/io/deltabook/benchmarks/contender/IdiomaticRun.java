// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.contender;

import io.deltabook.benchmarks.idiomatic.IdiomaticJob;
import io.deltabook.job.plan.LaneGroup;
import io.deltabook.job.plan.LanePlan;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The job as one would write it with Flink's own components.
 *
 * <p>Arguments: home, input, output, state, parallelism, file for the figures.
 */
public final class IdiomaticRun {
    private IdiomaticRun() {}

    public static void main(String[] args) throws Exception {
        Path output = Path.of(args[2]);
        LanePlan plan = Plans.plan(Plans.conf(Path.of(args[1]), output));
        Map<String, Path> folders = new TreeMap<>();
        for (LaneGroup group : plan.groups()) {
            Path file = Path.of(group.files().get(0).path());
            folders.put(group.lanes().get(0).id().symbol(), file.getParent().getParent());
        }
        double seconds =
                ClusterRun.execute(
                        Path.of(args[0]),
                        Path.of(args[3]),
                        Integer.parseInt(args[4]),
                        environment ->
                                IdiomaticJob.build(environment, folders, output.resolve("events")));
        new Figures(seconds, plan.rows()).write(Path.of(args[5]));
    }
}
