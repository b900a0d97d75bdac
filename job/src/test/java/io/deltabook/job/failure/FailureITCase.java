// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.failure.Sabotage.Moment;
import io.deltabook.job.testing.JobCluster;
import io.deltabook.job.testing.RunOutput;
import io.deltabook.job.testing.SampleMarket;
import io.deltabook.job.testing.TestRun;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The job fails and continues from a checkpoint, with files committed before the failure; what is
 * committed in the end equals an undisturbed run in every row and column of every dataset. Two
 * lanes have many files, two others share one file.
 */
final class FailureITCase {
    @RegisterExtension static final JobCluster CLUSTER = new JobCluster();

    private static final int BATCHES_BEFORE_STOP = 5;

    @TempDir private static Path folder;

    private static Path lanes;
    private static Path mixed;
    private static RunOutput undisturbed;

    @BeforeAll
    static void runUndisturbed() throws Exception {
        lanes = folder.resolve("lanes");
        SampleMarket.generate(lanes, 60_000, 2, 7, 1_700);
        SampleMarket.generate(folder.resolve("other"), 50_000, 2, 8, Long.MAX_VALUE);
        mixed = folder.resolve("mixed");
        SampleMarket.mixInOneFile(folder.resolve("other"), mixed, "MIXED");

        undisturbed = run("undisturbed").on(CLUSTER);

        undisturbed.assertSound();
        assertThat(undisturbed.restores()).isZero();
        undisturbed.assertRow(
                """
                                select count(*), sum(rows_in), sum(gaps) > 0, min(rejected_rows) > 0,
                                    sum(duplicates) > 0, min(snapshot_events) > 20 from $statistics
                                """,
                "4|110000|true|true|true|true");
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void aFailureLosesNothingAndRepeatsNothing(Moment moment) throws Exception {
        assertRecovers(moment.name(), moment);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void norDoTwoFailures(Moment first, Moment second) throws Exception {
        assertRecovers(first + "-" + second, first, second);
    }

    static Stream<Moment[]> pairs() {
        return Stream.of(
                new Moment[] {Moment.INSIDE_FILE, Moment.BETWEEN_BATCHES},
                new Moment[] {Moment.BETWEEN_BARRIERS, Moment.AFTER_COMMITTED_LANE});
    }

    private static void assertRecovers(String name, Moment... moments) throws Exception {
        Path output = folder.resolve(name);
        Sabotage sabotage = Sabotage.of(output, BATCHES_BEFORE_STOP, moments);

        RunOutput disturbed = run(name).sabotage(sabotage, moments.length).on(CLUSTER);

        assertThat(sabotage.left()).isEmpty();
        assertThat(disturbed.restores()).isEqualTo(moments.length);
        disturbed.assertSound();
        disturbed.assertSameAs(undisturbed);
    }

    private static TestRun run(String name) {
        return TestRun.of(folder.resolve(name), lanes, mixed)
                .set("checkpoint.interval", "50ms")
                .set("snapshot.every-updates", 500)
                .set("snapshot.anchor-depth", 25)
                .parallelism(2);
    }
}
