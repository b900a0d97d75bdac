// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real captures with Crypto Lake's column names, deltas alone: nothing provable, nothing lost. */
final class GoldenLakeDeltasITCase {
    @RegisterExtension static final JobCluster CLUSTER = new JobCluster();

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "spot_btcusdt_20240808, BINANCE|BTC-USDT, 124090, 3451",
        "usdm_ethusdt_20240808, BINANCE_FUTURES|ETH-USDT-PERP, 428662, 6586",
        "spot_btcusdt_20240809_nosnapshot, BINANCE|BTC-USDT, 174021, 3044",
    })
    void sequenceNumbersAreMonotonicAndTheVerdictIsClean(
            String name, String lane, long rows, long messages) throws Exception {
        Path input = Golden.path("cases/" + name + "/lake/book_delta_v2");

        RunOutput output =
                TestRun.of(folder.resolve("out"), input)
                        .set("crossed.policy", "off")
                        .parallelism(2)
                        .on(CLUSTER);

        output.assertSound();
        assertThat(
                        output.rows(
                                """
                                select exchange, symbol, mode, verdict, rows_in, delta_events,
                                    messages, regressions, rejected_rows, gaps
                                from $statistics
                                """))
                .containsExactly(
                        lane + "|monotonic|clean|" + rows + "|" + rows + "|" + messages + "|0|0|0");
    }
}
