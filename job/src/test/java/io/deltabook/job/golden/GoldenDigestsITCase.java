// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.testing.JobCluster;
import io.deltabook.job.testing.TestRun;
import io.deltabook.job.testing.VerifiedOutput;
import io.deltabook.job.verify.LaneResult;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real captures: every snapshot follows from its anchors, and digests prove equal events. */
final class GoldenDigestsITCase {
    private static final String SPOT = "spot_btcusdt_20240808";

    @RegisterExtension static final JobCluster CLUSTER = new JobCluster();

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {SPOT, "usdm_ethusdt_20240808", "spot_btcusdt_20240809_nosnapshot"})
    void eachParallelismGivesTheSameDigestAndEverySnapshotIsReplayed(String name) throws Exception {
        VerifiedOutput one = verified(run(name, "one").parallelism(1));
        VerifiedOutput two = verified(run(name, "two").parallelism(2));

        assertThat(two.digest()).isEqualTo(one.digest());
        assertThat(one.verification().lanes())
                .singleElement()
                .satisfies(
                        lane -> {
                            assertThat(lane.compared()).as("snapshots replayed").isGreaterThan(250);
                            assertThat(lane.confirmedLevels())
                                    .as("levels replayed")
                                    .isGreaterThan(40 * lane.compared());
                        });
    }

    private TestRun run(String name, String output) {
        return TestRun.of(folder.resolve(output), Golden.path("cases/" + name + "/lake"))
                .set("snapshot.interval", "1s")
                .set("snapshot.every-updates", 1_000);
    }

    private static VerifiedOutput verified(TestRun run) throws Exception {
        VerifiedOutput verified = VerifiedOutput.of(run.on(CLUSTER).folder());
        assertThat(verified.findings()).isEmpty();
        return verified;
    }

    /** Anchors that list less than the book, a book that keeps little, and both. */
    @ParameterizedTest
    @ValueSource(strings = {"5000/60", "100/0", "20/0", "300/25"})
    void limitedAnchorsAndBooksAreReplayedAsDeepAsTheyTell(String depths) throws Exception {
        String[] depth = depths.split("/");
        VerifiedOutput verified =
                verified(
                        TestRun.of(
                                        folder.resolve("out"),
                                        Golden.path("cases/" + SPOT + "/native/deltas"))
                                .set("snapshot.interval", "1s")
                                .set("snapshot.every-updates", 1_000)
                                .set("book.depth.retained", depth[0])
                                .set("snapshot.anchor-depth", depth[1]));

        LaneResult lane = verified.verification().lanes().get(0);
        assertThat(lane.compared()).isGreaterThan(400);
        assertThat(lane.confirmedLevels()).isGreaterThan(20 * lane.compared());
    }

    @Test
    void bothWaysToHoldDecimalsGiveTheSameDigest() throws Exception {
        Path input = Golden.path("cases/" + SPOT + "/native_decimal/deltas");
        VerifiedOutput pips = verified(TestRun.of(folder.resolve("pips"), input));
        VerifiedOutput wide =
                verified(
                        TestRun.of(folder.resolve("wide"), input)
                                .set("decimal.strategy", "decimal128"));

        assertThat(wide.digest()).isEqualTo(pips.digest());
    }
}
