// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.testing.JobCluster;
import io.deltabook.job.testing.RunOutput;
import io.deltabook.job.testing.TestRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real captures under the column names of other sources, deltas alone. */
final class GoldenDialectsITCase {
    @RegisterExtension static final JobCluster CLUSTER = new JobCluster();

    @TempDir Path folder;

    /** Nothing provable, nothing lost. */
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
        output.assertRows(
                """
                                select exchange, symbol, mode, verdict, rows_in, delta_events,
                                    messages, regressions, rejected_rows, gaps
                                from $statistics
                                """,
                lane + "|monotonic|clean|" + rows + "|" + rows + "|" + messages + "|0|0|0");
    }

    @Test
    void rawAndApiNamesOfCryptoLakeGiveTheSameEvents() throws Exception {
        Path api = Golden.path("cases/spot_btcusdt_20240809_nosnapshot/lake/book_delta_v2");
        Path raw = folder.resolve("raw/book_delta_v2");
        convert(
                api + "/**/*.parquet",
                "epoch_ns(origin_time) as timestamp, epoch_ns(received_time) as receipt_timestamp, sequence_number, side_is_bid, price, size",
                raw.resolve("exchange=BINANCE/symbol=BTC-USDT/dt=2024-08-09/1.snappy.parquet"));

        RunOutput ofRaw = TestRun.of(folder.resolve("of-raw"), raw).on(CLUSTER);

        ofRaw.assertSound();
        ofRaw.assertSameAs(
                TestRun.of(folder.resolve("of-api"), api).on(CLUSTER), List.of("events"), "*");
    }

    @Test
    void tardisNamesAndMicrosGiveTheEventsOfTheNativeOnesWithoutIds() throws Exception {
        Path natively = Golden.path("cases/spot_btcusdt_20240808/native/deltas");
        Path tardis = folder.resolve("tardis/BTC-USDT.parquet");
        convert(
                natively + "/**/*.parquet",
                "symbol, origin_time // 1000 as timestamp, is_snapshot, side, price, new_quantity as amount",
                tardis);

        RunOutput ofTardis = TestRun.of(folder.resolve("of-tardis"), tardis).on(CLUSTER);

        ofTardis.assertSound();
        ofTardis.assertRow(
                "select mode, verdict, rows_in, delta_events - repair_events, snapshot_rows, resyncs from $statistics",
                "none|unverifiable|126090|124090|2000|1");
        assertThat(ofTardis.number("select count(update_id) from $events")).isZero();
        RunOutput ofNative =
                TestRun.of(folder.resolve("of-native"), natively)
                        .set("sequence.mode", "none")
                        .on(CLUSTER);
        ofTardis.assertSameAs(ofNative, List.of("events"), "* exclude (update_id)");
    }

    private static void convert(String from, String columns, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        DuckDb.run(
                "copy (select %s from read_parquet('%s', file_row_number = true) order by file_row_number) to '%s' (format parquet)"
                        .formatted(columns, from, to));
    }
}
