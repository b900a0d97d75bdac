// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.generate.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deltabook.contract.RejectReason;
import io.deltabook.job.generate.FileCodec;
import io.deltabook.job.generate.synthetic.Planted.Count;
import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.testing.Folders;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SyntheticMarketTest {
    private static final long ROWS = 200_000;

    @TempDir private static Path folder;

    private static Map<String, Planted> planted;

    @BeforeAll
    static void generate() throws IOException {
        planted = new SyntheticMarket(settings(folder.resolve("a"), 42)).write();
    }

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        new SyntheticMarket(settings(folder.resolve("same"), 42)).write();
        new SyntheticMarket(settings(folder.resolve("other"), 43)).write();

        Map<String, String> files = Folders.content(folder.resolve("a"));
        assertThat(files.values()).filteredOn(each -> !each.equals("folder")).hasSizeGreaterThan(6);
        assertThat(Folders.content(folder.resolve("same")))
                .hasSameSizeAs(files)
                .allSatisfy((name, bytes) -> assertThat(files.get(name)).isEqualTo(bytes));
        assertThat(Folders.content(folder.resolve("other")).get("expected.json"))
                .isNotEqualTo(files.get("expected.json"));
    }

    @Test
    void exactlyTheRowsAskedForAreWrittenAndAccountedFor() {
        Planted total = SyntheticMarket.total(planted);
        long accounted =
                Stream.of(
                                Count.ACCEPTED_ROWS,
                                Count.SNAPSHOT_ROWS,
                                Count.REJECTED_ROWS,
                                Count.STALE_ROWS,
                                Count.LATE_ROWS,
                                Count.DUPLICATE_ROWS)
                        .mapToLong(total::count)
                        .sum();

        assertThat(total.count(Count.ROWS_IN)).isEqualTo(ROWS).isEqualTo(accounted);
    }

    @Test
    void everyKindOfFaultIsPlantedInEverySymbol() {
        assertThat(planted).containsOnlyKeys("BTC-USDT", "ETH-USDT", "SOL-USDT-PERP");
        planted.values()
                .forEach(
                        lane -> {
                            for (RejectReason reason : RejectReason.values()) {
                                assertThat(lane.rejected(reason)).as(reason.name()).isPositive();
                            }
                            assertThat(lane.count(Count.STALE)).isPositive();
                            assertThat(lane.count(Count.LATE)).isPositive();
                            assertThat(lane.count(Count.DUPLICATES)).isPositive();
                            assertThat(lane.count(Count.SNAPSHOTS_REFUSED)).isPositive();
                        });
        assertThat(planted.get("BTC-USDT").count(Count.GAPS_OVER_1000)).isPositive();
        assertThat(planted.get("SOL-USDT-PERP").count(Count.GAPS_UNKNOWN)).isPositive();
    }

    @Test
    void expectedJsonAgreesWithWhatAnIndependentEngineReads() throws IOException {
        JsonNode expected = new ObjectMapper().readTree(folder.resolve("a/expected.json").toFile());

        assertThat(expected.get("symbols")).hasSize(3);
        for (Map.Entry<String, JsonNode> symbol : expected.get("symbols").properties()) {
            String from = from("a") + " where symbol = '" + symbol.getKey() + "'";
            JsonNode counts = symbol.getValue();
            assertThat(DuckDb.number("select count(*) from " + from))
                    .isEqualTo(counts.get("rows_in").asLong());
            assertThat(DuckDb.number("select count(*) from " + from + " and is_snapshot"))
                    .isEqualTo(counts.get("snapshot_rows").asLong());
            assertThat(DuckDb.number("select count(distinct filename) from " + from))
                    .isEqualTo(counts.get("files").asLong());
            JsonNode rejects = counts.get("rejects");
            assertThat(DuckDb.number(rejects(from, "price is null")))
                    .isEqualTo(of(rejects, "NULL_PRICE"));
            assertThat(DuckDb.number(rejects(from, "isnan(price)")))
                    .isEqualTo(of(rejects, "NAN_PRICE"));
            assertThat(DuckDb.number(rejects(from, "price <= 0")))
                    .isEqualTo(of(rejects, "NON_POSITIVE_PRICE"));
            assertThat(DuckDb.number(rejects(from, "side is null")))
                    .isEqualTo(of(rejects, "NULL_SIDE"));
            assertThat(DuckDb.number(rejects(from, "side not in ('bid', 'ask')")))
                    .isEqualTo(of(rejects, "UNKNOWN_SIDE"));
            assertThat(DuckDb.number(rejects(from, "new_quantity < 0 and not isinf(new_quantity)")))
                    .isEqualTo(of(rejects, "NEGATIVE_QUANTITY"));
            assertThat(DuckDb.number(rejects(from, "update_id is null")))
                    .isEqualTo(of(rejects, "NULL_UPDATE_ID"));
            assertThat(
                            DuckDb.number(
                                    rejects(from, "origin_time is null and received_time is null")))
                    .isEqualTo(of(rejects, "NULL_TIME"));
        }
    }

    @Test
    void gapsInTheIdsAreThoseOfExpectedJson() {
        String messages =
                """
                with rows as (select update_id u, first_update_id f, min(file_row_number) n, min(filename) file
                  from %s where symbol = 'BTC-USDT' and not is_snapshot and update_id is not null
                  group by all),
                steps as (select f, max(u) over (order by u rows between unbounded preceding and 1 preceding) newest
                  from rows)
                """
                        .formatted(from("a"));
        Planted btc = planted.get("BTC-USDT");

        long neverWritten =
                DuckDb.number(messages + "select count(*) from steps where f > newest + 1");

        assertThat(neverWritten)
                .as("a late message leaves no hole once it has come")
                .isEqualTo(btc.count(Count.GAPS) - btc.count(Count.LATE));
        assertThat(DuckDb.number(messages + "select max(f - newest - 1) from steps"))
                .isEqualTo(btc.largestGap());
    }

    @Test
    void dataCrossMidnightInSeveralFilesADay() {
        assertThat(DuckDb.number("select count(distinct dt) from " + from("a"))).isEqualTo(2);
        assertThat(
                        DuckDb.number(
                                "select count(*) from %s where dt = '2024-08-09' and origin_time < 1723161600000000000"
                                        .formatted(from("a"))))
                .as("rows of the day before, written after midnight")
                .isPositive();
        assertThat(DuckDb.number("select max(file_row_number) + 1 from " + from("a")))
                .isEqualTo(20_000);
    }

    @Test
    void messagesHaveTheSizesOfRealOnes() {
        String sizes =
                "(select count(*) n from %s where not is_snapshot group by symbol, update_id)"
                        .formatted(from("a"));

        assertThat(DuckDb.number("select median(n)::bigint from " + sizes)).isBetween(25L, 36L);
        assertThat(DuckDb.number("select max(n) from " + sizes)).isBetween(400L, 1_000L);
    }

    @Test
    void aCleanMarketIsASnapshotAndMessagesWithoutFault() throws IOException {
        GenerateSettings settings =
                new GenerateSettings(
                        folder.resolve("clean"),
                        20_001,
                        2,
                        1,
                        null,
                        10,
                        10_000,
                        20_000,
                        FileCodec.SNAPPY,
                        true,
                        false);

        Planted total = SyntheticMarket.total(new SyntheticMarket(settings).write());

        assertThat(total.count(Count.ROWS_IN)).isEqualTo(20_001);
        assertThat(total.count(Count.SNAPSHOTS_TAKEN)).isEqualTo(2);
        assertThat(total.count(Count.ACCEPTED_ROWS) + total.count(Count.SNAPSHOT_ROWS))
                .isEqualTo(20_001);
        assertThat(total.count(Count.GAPS)).isZero();
    }

    @Test
    void theStartCanBeChosen() throws IOException {
        GenerateSettings settings =
                new GenerateSettings(
                        folder.resolve("start"),
                        5_000,
                        1,
                        1,
                        Instant.parse("2025-01-01T00:00:00Z"),
                        1,
                        1_000,
                        Long.MAX_VALUE,
                        FileCodec.ZSTD,
                        false,
                        false);
        new SyntheticMarket(settings).write();

        assertThat(
                        DuckDb.number(
                                "select min(origin_time) from %s where not is_snapshot"
                                        .formatted(from("start"))))
                .isEqualTo(1_735_689_602_000_000_000L);
    }

    @Test
    void aFolderWithFilesIsRefused() {
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> new SyntheticMarket(settings(folder.resolve("a"), 1)).write())
                .withMessage(
                        "[%s] must be a new or empty folder, but holds files"
                                .formatted(folder.resolve("a")));
    }

    @Test
    void settingsOutOfRangeAreNamed() {
        assertThat(
                        new GenerateSettings(
                                        folder,
                                        1,
                                        0,
                                        1,
                                        null,
                                        0,
                                        0,
                                        0,
                                        FileCodec.ZSTD,
                                        false,
                                        false)
                                .faults())
                .containsExactly(
                        "--symbols must be 1..1000, but was 0",
                        "--row-group-rows must be 1..10000000, but was 0",
                        "--file-rows must be at least 1, but was 0",
                        "--messages-per-second must be 0.0001..1000000, but was 0.0");
        assertThat(
                        new GenerateSettings(
                                        folder,
                                        9_999,
                                        2,
                                        1,
                                        null,
                                        1,
                                        1,
                                        1,
                                        FileCodec.ZSTD,
                                        false,
                                        false)
                                .faults())
                .containsExactly("--rows must be at least 10000, but was 9999");
    }

    private static GenerateSettings settings(Path output, long seed) {
        return new GenerateSettings(
                output, ROWS, 3, seed, null, 10, 10_000, 20_000, FileCodec.SNAPPY, false, false);
    }

    private static String rejects(String from, String condition) {
        return "select count(*) from " + from + " and " + condition;
    }

    private static long of(JsonNode rejects, String reason) {
        return rejects.get(reason).asLong();
    }

    private static String from(String data) {
        return "read_parquet('%s/deltas/**/*.parquet', hive_partitioning = true, filename = true, file_row_number = true)"
                .formatted(folder.resolve(data));
    }
}
