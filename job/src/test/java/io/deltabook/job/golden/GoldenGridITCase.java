// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.grid.testing.GridOracle;
import io.deltabook.job.testing.JobCluster;
import io.deltabook.job.testing.TestRun;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Grids of real captures, one with trades, one with gaps, against DuckDB over their events. */
final class GoldenGridITCase {
    @RegisterExtension static final JobCluster CLUSTER = new JobCluster();

    private static final long SECOND = 1_000_000_000L;

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({"cases/spot_btcusdt_20240808/lake, 70", "faults/gap_major_lagged/native, 72"})
    void theGridIsWhatDuckDbComputesOfTheEvents(String input, int rows) throws Exception {
        Path output = folder.resolve("out");
        TestRun.of(output, Golden.path(input)).set("snapshot.every-updates", 10_000).on(CLUSTER);
        Path grid = folder.resolve("grid");
        CommandLineRun.succeeds(
                "grid --every 5s --depth 5 --bands 10 --values decimal -o", grid, output);

        String quotes =
                """
                select event_seq seq, exact(bid_price) bid, exact(bid_quantity) bid_quantity,
                    exact(ask_price) ask, exact(ask_quantity) ask_quantity
                from read_parquet('%s/quotes/**/*.parquet')
                """
                        .formatted(output);
        GridOracle oracle =
                GridOracle.timed(
                        output.resolve("events/**/*.parquet"), quotes, 5 * SECOND, true, 5);
        assertThat(oracle.compare(grid.resolve("**/*.parquet"))).containsExactly(rows + " rows");
    }
}
