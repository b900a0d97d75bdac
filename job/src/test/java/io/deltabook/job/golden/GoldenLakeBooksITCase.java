// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.testing.JobCluster;
import io.deltabook.job.testing.RunOutput;
import io.deltabook.job.testing.TestRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real captures in Crypto Lake's columns: no snapshot and no first ids among the deltas, the book
 * healed by the wide {@code book} rows, and judged after every message by another program's truth.
 */
final class GoldenLakeBooksITCase {
    @RegisterExtension static final JobCluster CLUSTER = new JobCluster();

    private static final String SPOT = "cases/spot_btcusdt_20240808";
    private static final String USDM = "cases/usdm_ethusdt_20240808";
    private static final String COLD = "cases/spot_btcusdt_20240809_nosnapshot";

    /** The book after each delta message, as {@code snapshot.every-updates} is 1. */
    private static final String AFTER_DELTAS =
            "(select * from $events where snapshot_kind = 'PERIODIC')";

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aBookRepairedByBookRowsIsWrongOnlyWhereItSaysSo(int parallelism) throws Exception {
        RunOutput output =
                TestRun.of(
                                folder.resolve("out"),
                                Golden.path(SPOT + "/lake"),
                                Golden.path(USDM + "/lake"))
                        .set("snapshot.every-updates", 1)
                        .set("snapshot.anchor-depth", 20)
                        .parallelism(parallelism)
                        .on(CLUSTER);

        output.assertSound();
        assertThat(judged(output, "BTC-USDT", SPOT + "/truth/book_after_message.csv"))
                .as("right, wrong, covered 20 + 20, covered and wrong")
                .isEqualTo("3405|43|3379|0");
        assertThat(judged(output, "ETH-USDT-PERP", USDM + "/truth/book_after_message.csv"))
                .as("right, wrong, covered 20 + 20, covered and wrong")
                .isEqualTo("6575|5|6440|0");
        assertThat(Golden.wrongLevels(output, AFTER_DELTAS, "covered", "BTC-USDT", SPOT)).isEmpty();
        assertThat(Golden.wrongLevels(output, AFTER_DELTAS, "covered", "ETH-USDT-PERP", USDM))
                .isEmpty();
        output.assertRows(
                """
                                select symbol, count(*) filter (snapshot_kind = 'RESYNC'),
                                    count(*) filter (snapshot_kind = 'CHECK') from $events
                                where event_type = 'BOOK_SNAPSHOT' group by all order by symbol
                                """,
                "BTC-USDT|44|3405",
                "ETH-USDT-PERP|4|3437");
        assertThat(
                        output.rows(
                                """
                                select symbol, count(*), count(drift), min(drift) > 0
                                from $incidents where kind = 'RESYNC' and source = 'book'
                                group by all order by symbol
                                """))
                .as("every book row that healed says how far the book was off")
                .containsExactly("BTC-USDT|44|44|true", "ETH-USDT-PERP|4|4|true");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aColdStartIsTheTruthOfItsRowsAndCertifiesNothing(int parallelism) throws Exception {
        RunOutput output =
                TestRun.of(folder.resolve("out"), Golden.path(COLD + "/lake"))
                        .set("snapshot.every-updates", 1)
                        .set("snapshot.anchor-depth", 20)
                        .set("crossed.policy", "off")
                        .parallelism(parallelism)
                        .on(CLUSTER);

        output.assertSound();
        assertThat(
                        output.row(
                                """
                                select count(*), count(*) filter (%s = top20_sha256_16),
                                    count(*) filter (u is null), count(*) filter (update_id is null),
                                    sum(certified_bids + certified_asks), bool_or(is_snapshot)
                                from %s full join %s on update_id = u::bigint
                                """
                                        .formatted(
                                                Golden.TOP20_HASH,
                                                AFTER_DELTAS,
                                                Golden.csv(
                                                        COLD
                                                                + "/truth/book_after_message.from_empty.csv"))))
                .as("books, right, without truth, truth without book, certified levels, anchors")
                .isEqualTo("3044|3044|0|0|0|false");
        output.assertRow("select mode, verdict from $statistics", "monotonic|clean");
    }

    @Test
    void wideNumbersGiveTheSameEventsInEveryColumn() throws Exception {
        RunOutput pips = decimals("pips");
        RunOutput wide = decimals("decimal128");

        assertThat(pips.number("select count(*) filter (event_type = 'BOOK_DELTA') from $events"))
                .isEqualTo(124_090L + 428_662L);
        wide.assertSound();
        wide.assertSameAs(pips);
    }

    private RunOutput decimals(String strategy) throws Exception {
        return TestRun.of(
                        folder.resolve(strategy),
                        Golden.path(SPOT + "/native_decimal"),
                        Golden.path(USDM + "/native_decimal"))
                .set("decimal.strategy", strategy)
                .set("snapshot.every-updates", 10_000)
                .parallelism(2)
                .on(CLUSTER);
    }

    /** Live books after a delta message that are right, wrong, covered 20 + 20, that and wrong. */
    private static String judged(RunOutput output, String symbol, String truth) {
        return output.row(
                """
                select count(*) filter (is_right), count(*) filter (not is_right),
                    count(*) filter (is_full), count(*) filter (is_full and not is_right)
                from (select %s = top20_sha256_16 is_right,
                        covered_bids = 20 and covered_asks = 20 is_full
                    from %s join %s on update_id = u::bigint
                    where symbol = '%s' and is_snapshot)
                """
                        .formatted(Golden.TOP20_HASH, AFTER_DELTAS, Golden.csv(truth), symbol));
    }
}
