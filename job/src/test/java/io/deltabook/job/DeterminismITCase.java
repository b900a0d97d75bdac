// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job;

import io.deltabook.job.testing.JobCluster;
import io.deltabook.job.testing.RunOutput;
import io.deltabook.job.testing.SampleMarket;
import io.deltabook.job.testing.TestRun;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The output depends on rows and options, not on how the run was cut up. */
final class DeterminismITCase {
    @RegisterExtension static final JobCluster CLUSTER = new JobCluster();

    @TempDir private static Path folder;

    private static Path market;
    private static RunOutput output;

    @BeforeAll
    static void runOnOneSubtask() throws Exception {
        market = folder.resolve("market");
        SampleMarket.generate(market, 120_000, 3, 11, 25_000);
        output = run("one", market).parallelism(1).on(CLUSTER);
        output.assertSound();
    }

    @Test
    void twoSubtasksGiveTheSame() throws Exception {
        RunOutput two = run("two", market).parallelism(2).on(CLUSTER);

        two.assertSameAs(output);
    }

    @Test
    void otherBatchesGiveTheSame() throws Exception {
        Path recut = folder.resolve("recut");
        SampleMarket.recut(market, recut, 3_977);

        RunOutput other = run("other", recut).parallelism(2).on(CLUSTER);

        other.assertSameAs(output, List.of("events", "incidents", "statistics"), "*");
        other.assertSameAs(output, List.of("rejects"), "* exclude (file, row)");
    }

    @Test
    void checkpointsGiveTheSame() throws Exception {
        RunOutput checkpointed =
                run("checkpointed", market)
                        .set("checkpoint.interval", "20ms")
                        .parallelism(2)
                        .on(CLUSTER);

        checkpointed.assertSameAs(output);
    }

    private static TestRun run(String name, Path input) {
        return TestRun.of(folder.resolve(name), input)
                .set("snapshot.every-updates", 700)
                .set("snapshot.interval", "30s")
                .set("checkpoint.interval", "10min");
    }
}
