// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.contender;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.job.parquet.delta.ParquetDeltaReader;
import io.deltabook.job.plan.LaneGroup;
import io.deltabook.job.plan.LanePlan;
import io.deltabook.job.plan.PlannedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The raw scan: the job's own reader over all files and columns, on one thread and without Flink.
 *
 * <p>Arguments: input, a folder name for the options, file for the figures.
 */
public final class ScanRun {
    private ScanRun() {}

    public static void main(String[] args) throws Exception {
        LanePlan plan = Plans.plan(Plans.conf(Path.of(args[0]), Path.of(args[1])));
        long start = System.nanoTime();
        long rows = 0;
        for (LaneGroup group : plan.groups()) {
            for (PlannedFile file : group.files()) {
                rows += scan(group, file);
            }
        }
        new Figures((System.nanoTime() - start) / 1e9, rows).write(Path.of(args[2]));
    }

    private static long scan(LaneGroup group, PlannedFile file) throws IOException {
        long rows = 0;
        try (ParquetDeltaReader reader = Plans.open(group, file)) {
            for (List<DeltaBatch> chunk = reader.readChunk();
                    chunk != null;
                    chunk = reader.readChunk()) {
                for (DeltaBatch batch : chunk) {
                    rows += batch.size();
                }
            }
        }
        return rows;
    }
}
