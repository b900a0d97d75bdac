// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.contender;

import io.deltabook.job.config.ConfigLayers;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.config.JobConf;
import io.deltabook.job.parquet.delta.ParquetDeltaReader;
import io.deltabook.job.plan.LaneGroup;
import io.deltabook.job.plan.LanePlan;
import io.deltabook.job.plan.LanePlanner;
import io.deltabook.job.plan.PlannedFile;
import io.deltabook.job.source.KeyGroupLaneKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Plans the input with the options of the command line. */
public final class Plans {
    private Plans() {}

    /** The default options for an input and an output. */
    public static JobConf conf(Path input, Path output) throws InvalidConfigException {
        return conf(input, output, Map.of());
    }

    /** The default options, with some options set. */
    public static JobConf conf(Path input, Path output, Map<String, Object> options)
            throws InvalidConfigException {
        return JobConf.from(
                new ConfigLayers()
                        .add(
                                Map.of(
                                        "input",
                                        List.of(input.toString()),
                                        "output",
                                        output.toString()),
                                "benchmark")
                        .add(options, "benchmark")
                        .configuration());
    }

    /** Opens a file of deltas at its first row. */
    public static ParquetDeltaReader open(LaneGroup group, PlannedFile file) throws IOException {
        return ParquetDeltaReader.open(
                Path.of(file.path()),
                group.format(),
                file.owners(),
                group.lanes(),
                group.unlisted(),
                0);
    }

    /** The plan of a run. */
    public static LanePlan plan(JobConf conf) {
        return LanePlanner.plan(conf.source(), new KeyGroupLaneKeys(conf.run().maxParallelism()));
    }
}
