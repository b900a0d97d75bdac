// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.golden;

import static io.deltabook.job.cli.testing.FidelityAnswer.figure;
import static io.deltabook.job.cli.testing.FidelityAnswer.lane;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.testing.JobCluster;
import io.deltabook.job.testing.TestRun;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A real capture against the exchange's own books and another program's truth. */
final class GoldenFidelityITCase {
    @RegisterExtension static final JobCluster CLUSTER = new JobCluster();

    private static final String CASE = "cases/spot_btcusdt_20240808";

    @TempDir private static Path folder;

    private static Path output;

    @BeforeAll
    static void run() throws Exception {
        output = folder.resolve("out");
        TestRun.of(output, Golden.path(CASE + "/native")).on(CLUSTER);
    }

    @Test
    void bestQuotesAreThoseOfTheTruthAfterEachMessage() throws Exception {
        Path truth = Golden.path(CASE + "/truth/book_after_message.csv");
        JsonNode lane = lane(CommandLineRun.of("fidelity", output, "--json --against", truth));

        assertThat(lane.get("compared_books").asInt()).isGreaterThan(3_400);
        assertThat(figure(lane, "best.equal")).isEqualTo(1);
        assertThat(figure(lane, "levels.equal")).isEqualTo(1);
    }

    @Test
    void twentyLevelsAreThoseOfTheVendorsSnapshots() throws Exception {
        Path books = Golden.path(CASE + "/lake/book");
        JsonNode lane =
                lane(
                        CommandLineRun.of(
                                "fidelity", output, "--json --within 100ms --against", books));

        assertThat(lane.get("compared_books").asInt()).isGreaterThan(3_000);
        assertThat(figure(lane, "best.equal")).isGreaterThan(0.99);
        assertThat(figure(lane, "levels.equal")).isGreaterThan(0.99);
    }
}
