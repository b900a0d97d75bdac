// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.testing.JobCluster;
import io.deltabook.job.testing.RunOutput;
import io.deltabook.job.testing.TestRun;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small recordings as others write them: columns, types, words and units that nobody sets here. */
final class FieldInputITCase {
    @RegisterExtension static final JobCluster CLUSTER = new JobCluster();

    private static final String LEVELS =
            "array_to_string(list_transform(%s, lambda l: rtrim(rtrim(l.price::varchar, '0'), '.') || ':' || rtrim(rtrim(l.quantity::varchar, '0'), '.')), ' ')";

    @TempDir private Path folder;

    private RunOutput run(String name) throws Exception {
        return run(name, Map.of());
    }

    private RunOutput run(String name, Map<String, String> options) throws Exception {
        Path input = Golden.path("field/" + name);
        RunOutput output =
                TestRun.of(folder.resolve(name), input).set(options).parallelism(1).on(CLUSTER);
        output.assertSound();
        assertThat(folder.resolve(name).resolve("rejects")).as("rejects of " + name).doesNotExist();
        return output;
    }

    private static String closing(RunOutput output) {
        return output.row(
                """
                select %s, %s from $events where snapshot_kind = 'CLOSING'
                """
                        .formatted(LEVELS.formatted("bids"), LEVELS.formatted("asks")));
    }

    private static String deltas(RunOutput output) {
        return String.join(
                " ",
                output.rows(
                        """
                        select delta_side || ':' || delta_price::double || ':'
                            || delta_quantity::double
                        from $events where event_type = 'BOOK_DELTA' order by event_seq
                        """));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "side_words_BA",
                "side_words_ba",
                "side_words_bidask_plural",
                "side_words_buysell",
                "time_ms"
            })
    void sidesAndUnitsAreReadWhateverTheirWords(String name) throws Exception {
        RunOutput output = run(name);
        assertThat(closing(output))
                .isEqualTo("999:4 998:2 997:3 996:4 995:5|1001:1 1002:2 1003:3 1004:4 1005:5");
        output.assertRows(
                "select distinct event_timestamp from $events order by all",
                "2023-11-14 22:13:20.0",
                "2023-11-14 22:13:20.1");
    }

    @Test
    void anIntegerMayMarkSnapshots() throws Exception {
        assertThat(closing(run("snap_flag_int")))
                .isEqualTo("999:4 998:2 997:3|1001:1 1002:2 1003:3");
    }

    @Test
    void quantitiesMayBeIntegers() throws Exception {
        assertThat(closing(run("int_amount")))
                .isEqualTo("6421:50000 6420.5:16340|6422:1190 6422.5:1080");
    }

    @Test
    void floatsMeanTheirOwnShortestDecimal() throws Exception {
        assertThat(closing(run("float32"))).isEqualTo("6421:0.1|6421.5:1.5");
    }

    @Test
    void aDayMayStandAboveTheSymbol() throws Exception {
        RunOutput output = run("date_layout");
        output.assertRows(
                "select exchange, symbol, messages from $statistics", "deribit|BTC-PERPETUAL|2");
        output.assertRows(
                "select distinct event_timestamp::date from $events order by all",
                "2023-11-14",
                "2023-11-15");
    }

    @Test
    void binancesMessagesAsRecordedAreKnownByTheirColumns() throws Exception {
        RunOutput output = run("hftdata");
        output.assertRows(
                "select mode, messages, gaps, rejected_rows from $statistics", "chain|1|0|0");
        assertThat(closing(output)).isEqualTo("999:2.5|1001:1.5");
        assertThat(deltas(output)).isEqualTo("BID:999.0:2.5");
    }

    @Test
    void binancesOwnDepthFilesAreKnownByTheirColumns() throws Exception {
        RunOutput output = run("t_depth");
        assertThat(closing(output)).isEqualTo("999:1 998:1|1001:1");
    }

    @Test
    void cryptofeedsBooksAreKnownByTheirColumns() throws Exception {
        RunOutput output = run("cryptostore", Map.of("source.symbol", "BTC-PERP"));
        output.assertRows(
                "select distinct event_timestamp from $events order by all",
                "2021-03-29 08:03:20.123",
                "2021-03-29 08:03:21.123");
        assertThat(deltas(output)).isEqualTo("ASK:56007.0:0.0");
    }

    @Test
    void aTradeWhoseSideTheVenueDoesNotKnowHasNone() throws Exception {
        assertThat(
                        run("trade_unknown")
                                .rows(
                                        """
                                        select trade_id, trade_side, trade_quantity::double
                                        from $events where event_type = 'TRADE' order by event_seq
                                        """))
                .containsExactly("null|BUY|1.0", "77|null|2.0", "null|SELL|2.0");
    }

    @Test
    void theNoiseOfDoublesIsKeptAsItIs() throws Exception {
        assertThat(closing(run("noise")))
                .isEqualTo("0.30000000000000004:2 0.25:1|0.7000000000000001:1 0.8:3");
    }

    @Test
    void pricesMayHaveManyDecimals() throws Exception {
        assertThat(closing(run("meme_price"))).isEqualTo("0.0000000012345:140|0.0000000012346:120");
    }

    @Test
    void pricesMayBeNegativeWhereThatIsAllowed() throws Exception {
        RunOutput output = run("negative", Map.of("price.non-positive", "allow"));
        assertThat(closing(output))
                .isEqualTo("-0.001:4 -0.0015:10 -0.002:5|-0.0005:7 0:3 0.0005:9");
    }
}
