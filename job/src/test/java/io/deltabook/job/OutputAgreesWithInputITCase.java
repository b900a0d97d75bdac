// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deltabook.job.generate.synthetic.SyntheticMarket;
import io.deltabook.job.testing.JobCluster;
import io.deltabook.job.testing.RunOutput;
import io.deltabook.job.testing.SampleMarket;
import io.deltabook.job.testing.TestRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A generated market with known faults: DuckDB reads input and output, and they agree. */
final class OutputAgreesWithInputITCase {
    @RegisterExtension static final JobCluster CLUSTER = new JobCluster();

    /** Counters that {@code expected.json} and the statistics have under the same name. */
    private static final List<String> COUNTERS =
            List.of(
                    "rows_in",
                    "snapshot_rows",
                    "rejected_rows",
                    "stale_rows",
                    "late_rows",
                    "duplicate_rows",
                    "gaps",
                    "largest_gap",
                    "gaps_1_10",
                    "gaps_11_100",
                    "gaps_101_1000",
                    "gaps_over_1000",
                    "gaps_unknown",
                    "stale",
                    "late",
                    "duplicates");

    /** Usable rows of the input that belong to no snapshot, as the output would have them. */
    private static final String USABLE =
            """
            (select symbol, update_id, upper(side) side, price::varchar::decimal(38, 18) price,
                new_quantity::varchar::decimal(38, 18) quantity
            from %s where not is_snapshot and update_id is not null and side in ('bid', 'ask')
                and price > 0 and isfinite(price) and new_quantity >= 0 and isfinite(new_quantity)
                and coalesce(origin_time, received_time) is not null
                and price * 1e8 < 9e18 and new_quantity * 1e8 < 9e18
                and round(price, 8) = price and round(new_quantity, 8) = new_quantity)
            """;

    private static final String DELTAS =
            """
            (select symbol, update_id, delta_side side, delta_price price, delta_quantity quantity
            from $events where event_type = 'BOOK_DELTA')
            """;

    @TempDir private static Path folder;

    private static String usable;
    private static JsonNode expected;
    private static RunOutput output;

    @BeforeAll
    static void run() throws Exception {
        Path input = folder.resolve("input");
        SampleMarket.generate(input, 240_000, 3, 42, 50_000);
        usable = USABLE.formatted(SampleMarket.rowsInOrder(input));
        expected = new ObjectMapper().readTree(input.resolve(SyntheticMarket.EXPECTED).toFile());
        output =
                TestRun.of(folder.resolve("output"), input)
                        .set("crossed.policy", "off")
                        .parallelism(2)
                        .on(CLUSTER);
    }

    @Test
    void everythingPlantedIsFound() {
        List<String> lanes = new ArrayList<>();
        for (Map.Entry<String, JsonNode> symbol : expected.get("symbols").properties()) {
            StringBuilder lane = new StringBuilder(symbol.getKey());
            for (String counter : COUNTERS) {
                lane.append('|').append(symbol.getValue().get(counter).asLong());
            }
            lane.append('|').append(symbol.getValue().get("accepted_rows").asLong());
            lanes.add(lane.toString());
        }

        assertThat(
                        output.rows(
                                "select symbol, %s, delta_events from $statistics"
                                        .formatted(String.join(", ", COUNTERS))))
                .containsExactlyInAnyOrderElementsOf(lanes)
                .hasSize(3);
    }

    @Test
    void everyCountedFindingIsAnIncident() {
        assertThat(
                        output.rows(
                                """
                                select symbol, kind, count(*),
                                    sum(rows) filter (kind in ('STALE', 'LATE', 'DUPLICATE'))
                                from $incidents
                                where kind in ('GAP', 'STALE', 'LATE', 'DUPLICATE', 'RESYNC')
                                group by symbol, kind order by all
                                """))
                .isEqualTo(
                        output.rows(
                                """
                                select symbol, unnest([
                                        {k: 'GAP', n: gaps, r: null},
                                        {k: 'STALE', n: stale, r: stale_rows},
                                        {k: 'LATE', n: late, r: late_rows},
                                        {k: 'DUPLICATE', n: duplicates, r: duplicate_rows},
                                        {k: 'RESYNC', n: resyncs, r: null}], recursive := true)
                                from $statistics order by all
                                """));
    }

    @Test
    void everySnapshotIsTakenOrRefusedAsPlanted() {
        List<String> lanes = new ArrayList<>();
        for (Map.Entry<String, JsonNode> symbol : expected.get("symbols").properties()) {
            lanes.add(
                    "%s|%s|%s"
                            .formatted(
                                    symbol.getKey(),
                                    symbol.getValue().get("snapshots_taken").asLong(),
                                    symbol.getValue().get("snapshots_refused").asLong()));
        }

        assertThat(
                        output.rows(
                                """
                                select symbol, resyncs + checks, (select count(*) from $incidents i
                                    where i.symbol = s.symbol and kind = 'REFUSED_SNAPSHOT')
                                from $statistics s
                                """))
                .containsExactlyInAnyOrderElementsOf(lanes);
    }

    @Test
    void everyPlantedBadRowIsRejectedForItsReason() {
        List<String> reasons = new ArrayList<>();
        for (Map.Entry<String, JsonNode> symbol : expected.get("symbols").properties()) {
            for (Map.Entry<String, JsonNode> reason :
                    symbol.getValue().get("rejects").properties()) {
                if (reason.getValue().asLong() > 0) {
                    reasons.add(
                            "%s|%s|%s"
                                    .formatted(
                                            symbol.getKey(),
                                            reason.getKey(),
                                            reason.getValue().asLong()));
                }
            }
        }

        assertThat(output.rows("select symbol, reason, count(*) from $rejects group by all"))
                .containsExactlyInAnyOrderElementsOf(reasons);
    }

    @Test
    void onlyTheRowsOfOldMessagesAreNotWritten() {
        assertThat(output.rows("select * from %s except all from %s".formatted(DELTAS, usable)))
                .as("rows that are not in the input")
                .isEmpty();
        assertThat(
                        output.rows(
                                """
                                select symbol, count(*) from (from %s except all from %s)
                                group by all order by all
                                """
                                        .formatted(usable, DELTAS)))
                .isEqualTo(
                        output.rows(
                                """
                                select symbol, stale_rows + late_rows + duplicate_rows
                                from $statistics order by symbol
                                """));
        assertThat(
                        output.rows(
                                """
                                select distinct symbol, update_id from (from %s except all from %s)
                                order by all
                                """
                                        .formatted(usable, DELTAS)))
                .isEqualTo(
                        output.rows(
                                """
                                select distinct symbol, update_id from $incidents
                                where kind in ('STALE', 'LATE', 'DUPLICATE') order by all
                                """));
    }

    @Test
    void sumsAgree() {
        output.assertRows(
                """
                                with old as (from %1$s except all from %2$s),
                                sums as (
                                    select symbol, 'all' part, count(*) n, sum(price) price,
                                        sum(quantity) quantity from %1$s group by all
                                    union all
                                    select symbol, 'parts', count(*), sum(price), sum(quantity)
                                    from (from %2$s union all from old) group by all)
                                select symbol from sums group by all
                                having count(distinct (n, price, quantity)) <> 1
                                """
                        .formatted(usable, DELTAS));
        output.assertRow("select sum(quantity) > 0 from %s".formatted(DELTAS), "true");
    }

    @Test
    void columnsAreNullWhereTheContractSaysSo() {
        output.assertRows(
                """
                                select event_type, count(*) = count(event_timestamp),
                                    count(*) = count(update_id), count(*) = count(book_state),
                                    count(delta_side) = count(delta_price)
                                        and count(delta_price) = count(delta_quantity)
                                        and count(delta_quantity) = count(last_in_message),
                                    count(*) = count(delta_side),
                                    count(bids) = count(asks) and count(asks) = count(is_snapshot)
                                        and count(is_snapshot) = count(snapshot_kind)
                                        and count(snapshot_kind) = count(certified_bids)
                                        and count(certified_bids) = count(certified_asks),
                                    count(*) = count(bids),
                                    count(trade_id) + count(trade_price) + count(trade_quantity)
                                        + count(trade_side)
                                from $events group by all order by all
                                """,
                "BOOK_DELTA|true|true|true|true|true|true|false|0",
                "BOOK_SNAPSHOT|true|true|true|true|false|true|true|0");
    }

    @Test
    void theOutputIsSound() {
        output.assertSound();
        assertThat(output.rows("select distinct date, hour from $events order by all"))
                .contains("2024-08-08|23", "2024-08-09|00");
    }
}
