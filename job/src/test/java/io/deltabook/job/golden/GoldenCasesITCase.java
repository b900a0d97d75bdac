// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.testing.JobCluster;
import io.deltabook.job.testing.RunOutput;
import io.deltabook.job.testing.TestRun;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real captures through the whole job: every book against a truth computed by another program. */
final class GoldenCasesITCase {
    @RegisterExtension static final JobCluster CLUSTER = new JobCluster();

    private static final String SPOT = "cases/spot_btcusdt_20240808";
    private static final String USDM = "cases/usdm_ethusdt_20240808";
    private static final String BOOKS =
            "(select * from $events where snapshot_kind in ('RESYNC', 'PERIODIC'))";

    /** Runs by their options: some tests look at the same one. */
    private static final Map<String, RunOutput> RUNS = new HashMap<>();

    @TempDir private static Path folder;

    @ParameterizedTest
    @CsvSource({"native, 1", "native, 2", "native_decimal, 1", "native_decimal, 2"})
    void everyBookIsTheTruth(String layout, int parallelism) throws Exception {
        RunOutput output = run(layout, parallelism, 5_000);

        output.assertSound();
        assertEveryBookIsTheTruth(output, "BTC-USDT", SPOT, 3_449, 0);
        assertEveryBookIsTheTruth(output, "ETH-USDT-PERP", USDM, 6_580, 1);
        assertThat(output.has("rejects")).isFalse();
        output.assertRows("select distinct kind from $incidents", "RESYNC");
        output.assertRows(
                """
                                select symbol, mode, verdict, rows_in, delta_events, snapshot_rows,
                                    gaps, resyncs, superseded_rows, stale + late + duplicates
                                from $statistics order by symbol
                                """,
                "BTC-USDT|range|verified|126090|124090|2000|0|1|17|0",
                "ETH-USDT-PERP|chain|verified|430662|428662|2000|0|1|304|0");
    }

    @ParameterizedTest
    @CsvSource({"native", "native_decimal"})
    void everyDeltaRowIsWrittenInTheOrderOfTheInput(String layout) throws Exception {
        RunOutput output = run(layout, 2, 5_000);

        assertDeltasAreTheInput(output, "BTC-USDT", SPOT + "/" + layout);
        assertDeltasAreTheInput(output, "ETH-USDT-PERP", USDM + "/" + layout);
    }

    @ParameterizedTest
    @CsvSource({
        "5000, 3449, 3423, 137466, 6580, 6580, 263200",
        "1000, 3446, 3402, 137269, 6580, 6580, 263200",
        "100, 2049, 275, 55377, 6480, 446, 96727",
        "20, 12, 2, 21898, 179, 2, 16617"
    })
    void noCertifiedLevelIsWrongHoweverFewLevelsAreKept(
            int retained,
            long spotRight,
            long spotFull,
            long spotLevels,
            long usdmRight,
            long usdmFull,
            long usdmLevels)
            throws Exception {
        RunOutput output = run("native", 2, retained);
        RunOutput truth = run("native", 2, 5_000);

        output.assertSound();
        assertThat(certified(output, "BTC-USDT", SPOT))
                .isEqualTo(spotRight + "|" + spotFull + "|" + spotLevels + "|0");
        assertThat(certified(output, "ETH-USDT-PERP", USDM))
                .isEqualTo(usdmRight + "|" + usdmFull + "|" + usdmLevels + "|0");
        assertThat(Golden.wrongLevels(output, BOOKS, "certified", "BTC-USDT", SPOT)).isEmpty();
        assertThat(Golden.wrongLevels(output, BOOKS, "certified", "ETH-USDT-PERP", USDM)).isEmpty();
        assertThat(booksWithOtherCertifiedLevels(output, truth)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    void aBookBuiltWithoutASnapshotIsTheTruthOfItsRowsAndCertifiesNothing(int parallelism)
            throws Exception {
        String nosnapshot = "cases/spot_btcusdt_20240809_nosnapshot";
        RunOutput output =
                TestRun.of(
                                folder.resolve("cold" + parallelism),
                                Golden.path(nosnapshot + "/native"))
                        .set("book.cold-start", "build")
                        .set("snapshot.every-updates", 1)
                        .set("snapshot.anchor-depth", 20)
                        .set("crossed.policy", "off")
                        .parallelism(parallelism)
                        .on(CLUSTER);

        output.assertSound();
        output.assertRow(
                """
                                select count(*), count(*) filter (%s = top20_sha256_16),
                                    sum(certified_bids + certified_asks)
                                from %s join %s on update_id = u::bigint
                                """
                        .formatted(
                                Golden.TOP20_HASH,
                                BOOKS,
                                Golden.csv(
                                        nosnapshot + "/truth/book_after_message.from_empty.csv")),
                "3044|3044|0");
    }

    private static RunOutput run(String layout, int parallelism, int retained) throws Exception {
        String name = layout + "-" + parallelism + "-" + retained;
        RunOutput known = RUNS.get(name);
        if (known == null) {
            known =
                    TestRun.of(
                                    folder.resolve(name),
                                    Golden.path(SPOT + "/" + layout),
                                    Golden.path(USDM + "/" + layout))
                            .set("book.depth.retained", retained)
                            .set("snapshot.every-updates", 1)
                            .set("snapshot.anchor-depth", 20)
                            .parallelism(parallelism)
                            .on(CLUSTER);
            RUNS.put(name, known);
        }
        return known;
    }

    private static String truth(String name, String file) {
        return Golden.csv(name + "/truth/" + file);
    }

    private static void assertEveryBookIsTheTruth(
            RunOutput output, String symbol, String name, long books, long unpublished) {
        assertThat(
                        output.row(
                                """
                                select count(*), count(*) filter (%s = top20_sha256_16),
                                    count(*) filter (u is null), count(*) filter (update_id is null),
                                    count(distinct update_id), count(*) filter (is_snapshot)
                                from (select * from %s where symbol = '%s')
                                    full join %s on update_id = u::bigint
                                """
                                        .formatted(
                                                Golden.TOP20_HASH,
                                                BOOKS,
                                                symbol,
                                                truth(name, "book_after_message.csv"))))
                .as("rows, right, without truth, truth without book, ids, live; " + symbol)
                .isEqualTo(
                        "%d|%d|0|%d|%2$d|%2$d".formatted(books + unpublished, books, unpublished));
    }

    private static void assertDeltasAreTheInput(RunOutput output, String symbol, String input) {
        assertThat(
                        output.row(
                                """
                                with input as (select *, row_number() over (order by file_row_number) n
                                    from read_parquet('%s/deltas/**/*.parquet', file_row_number = true)
                                    where not is_snapshot),
                                output as (select *, row_number() over (order by event_seq) n
                                    from $events where event_type = 'BOOK_DELTA' and symbol = '%s')
                                select count(*) filter (
                                        input.update_id is distinct from output.update_id
                                        or lower(delta_side) is distinct from side
                                        or delta_price is distinct from price::varchar::decimal(38, 18)
                                        or delta_quantity is distinct from
                                            new_quantity::varchar::decimal(38, 18)
                                        or epoch_ns(event_timestamp) is distinct from origin_time),
                                    sum(delta_price) = sum(price::varchar::decimal(38, 18)),
                                    sum(delta_quantity) = sum(new_quantity::varchar::decimal(38, 18)),
                                    count(*) = (select count(*) from input)
                                from input full join output using (n)
                                """
                                        .formatted(Golden.path(input), symbol)))
                .as("rows that differ; sums of price and quantity; row count: " + symbol)
                .isEqualTo("0|true|true|true");
    }

    /** Right books, books certified 20 + 20, certified levels, and books so certified but wrong. */
    private static String certified(RunOutput output, String symbol, String name) {
        return output.row(
                """
                select count(*) filter (is_right), count(*) filter (is_full),
                    sum(certified_bids + certified_asks), count(*) filter (is_full and not is_right)
                from (select *, %s = top20_sha256_16 is_right,
                        certified_bids = 20 and certified_asks = 20 is_full
                    from %s join %s on update_id = u::bigint where symbol = '%s')
                """
                        .formatted(
                                Golden.TOP20_HASH,
                                BOOKS,
                                truth(name, "book_after_message.csv"),
                                symbol));
    }

    /** Books whose certified levels are not those of the run that kept everything. */
    private static List<String> booksWithOtherCertifiedLevels(RunOutput output, RunOutput truth) {
        return output.rows(
                """
                select few.symbol, few.event_seq from %s few
                full join %s every using (symbol, event_seq)
                where few.update_id is distinct from every.update_id
                    or few.bids[1:few.certified_bids]
                        is distinct from every.bids[1:few.certified_bids]
                    or few.asks[1:few.certified_asks]
                        is distinct from every.asks[1:few.certified_asks]
                limit 3
                """
                        .formatted(BOOKS, BOOKS.replace("$events", truth.dataset("events"))));
    }
}
