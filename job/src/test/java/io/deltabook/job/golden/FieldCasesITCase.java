// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.testing.FieldTwins;
import io.deltabook.job.testing.JobCluster;
import io.deltabook.job.testing.RunOutput;
import io.deltabook.job.testing.TestRun;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Shapes whose ids or snapshots mislead, through the whole job: the field cases, and their twins
 * where there are no golden data. What is right follows from the rule of the venue.
 */
final class FieldCasesITCase {
    private static final String GAPS =
            "select update_id, expected_id, actual_id, size from $incidents where kind = 'GAP'";
    private static final String STATES = "select distinct book_state from $events";

    @RegisterExtension static final JobCluster CLUSTER = new JobCluster();

    /** Levels of a book by their distance from the middle. */
    private static final String LEVELS =
            "array_to_string(list_transform(%s, lambda l: (l.price::double - %d)::bigint || ':' || l.quantity::bigint), ' ')";

    @TempDir private Path folder;

    /** Where a shape comes from. */
    enum Origin {
        FIELD,
        TWIN;

        long mid() {
            return this == FIELD ? 1_000 : FieldTwins.MID;
        }

        Path input(Path folder, String name) {
            return this == FIELD
                    ? Golden.path("field/" + name)
                    : FieldTwins.write(folder.resolve("input"), name);
        }
    }

    private RunOutput run(Origin origin, String name) throws Exception {
        RunOutput output =
                TestRun.of(folder.resolve("output"), origin.input(folder, name))
                        .parallelism(1)
                        .on(CLUSTER);
        output.assertSound();
        return output;
    }

    private static String books(Origin origin, String kind) {
        return "select %s, %s from $events where snapshot_kind = '%s' order by event_seq"
                .formatted(
                        LEVELS.formatted("bids", origin.mid()),
                        LEVELS.formatted("asks", origin.mid()),
                        kind);
    }

    @ParameterizedTest
    @EnumSource
    void everyFullBookIsABookOfItsOwnRows(Origin origin) throws Exception {
        RunOutput output = run(origin, "all_snapshot");
        String[] expected =
                Stream.iterate(0, up -> up < 1_000, up -> up + 20)
                        .map(
                                up ->
                                        "%d:1 %d:2 %d:3|%d:1 %d:2 %d:3"
                                                .formatted(
                                                        up - 1, up - 2, up - 3, up + 1, up + 2,
                                                        up + 3))
                        .toArray(String[]::new);
        output.assertRows(books(origin, "RESYNC"), expected);
    }

    @ParameterizedTest
    @EnumSource
    void fullBooksOfOneRegionAreNotMerged(Origin origin) throws Exception {
        RunOutput output = run(origin, "all_snapshot_oscillating");
        output.assertRow(
                """
                                select count(*), sum(len(bids) + len(asks)), max(certified_bids)
                                from $events where snapshot_kind = 'RESYNC'
                                """,
                "50|200|0");
        output.assertRow(
                "select len(bids), len(asks) from $events where snapshot_kind = 'CLOSING'", "2|2");
    }

    @ParameterizedTest
    @EnumSource
    void theSecondOfTwoSnapshotsReplacesTheFirst(Origin origin) throws Exception {
        RunOutput output = run(origin, "two_snapshots");
        output.assertRows(
                books(origin, "RESYNC"),
                "-1:1 -2:2 -3:3 -4:4|1:1 2:2 3:3 4:4",
                "-1:1 -2:2 -3:3 -4:4|1:1 2:2 3:3 4:4",
                "-2:2 -3:3|1:1 3:3");
        assertThat(output.row(books(origin, "CLOSING"))).isEqualTo("-2:2 -3:3|1:1 3:3 5:9");
    }

    /** What the ids prove: all, that some are missing, or that the numbering began again. */
    @ParameterizedTest
    @CsvSource({
        "u_first_zero,     contiguous|gaps|40|1|60|0|0|0|SUSPECT",
        "pu_zero,          range|verified|50|0|0|0|0|0|LIVE",
        "bybit_auto_gap,   contiguous|gaps|4000|1|50|0|0|0|SUSPECT",
        "bybit_auto_resub, contiguous|gaps|4000|1|50|0|0|0|SUSPECT",
        "bybit_u1_live,    contiguous|verified|3000|0|0|1|0|0|LIVE",
        "bybit_u1_cold,    contiguous|verified|3000|0|0|1|0|0|LIVE",
        "okx_reset,        chain|gaps|5|1|0|0|0|0|WAITING",
        "kucoin_zero,      range|verified|4|0|0|0|0|0|LIVE",
        "side_vanishes,    chain|verified|2|0|0|0|0|0|LIVE",
    })
    void idsAreJudgedByTheRuleOfTheVenue(String name, String expected) throws Exception {
        for (Origin origin : Origin.values()) {
            if (origin == Origin.TWIN || Golden.isThere()) {
                Path output = folder.resolve(name + "-" + origin);
                RunOutput run =
                        TestRun.of(output, origin.input(folder, name)).parallelism(1).on(CLUSTER);
                run.assertSound();
                assertThat(
                                run.row(
                                        """
                                        select mode, verdict, messages, gaps, largest_gap, restarts,
                                            duplicates + stale + late, refused_unbridged,
                                            (select last(book_state order by event_seq) from $events)
                                        from $statistics
                                        """))
                        .as("%s of %s", name, origin)
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsCertifiedAfterAGapThatOnlyContiguousIdsTell(Origin origin) throws Exception {
        RunOutput output = run(origin, "u_first_zero");
        output.assertRows(GAPS, "181|121|181|60");
        output.assertRow(
                """
                                select sum(certified_bids + certified_asks),
                                    count(*) filter (book_state = 'LIVE')
                                from $events where update_id >= 181
                                """,
                "0|0");
    }

    @ParameterizedTest
    @EnumSource
    void theTrueGapOfANumberingWithResetsAndHeartbeatsIsFound(Origin origin) throws Exception {
        RunOutput output = run(origin, "okx_reset");
        output.assertRows(GAPS, "25|20|22|null");
        output.assertRow(
                """
                                select count(*) from $events
                                where event_type = 'BOOK_DELTA' and book_state = 'LIVE'
                                """,
                "5");
    }

    @ParameterizedTest
    @EnumSource
    void aNumberingThatStartsAgainIsRepairedByItsSnapshot(Origin origin) throws Exception {
        RunOutput output = run(origin, "bybit_u1_cold");
        output.assertRow(
                """
                                select count(*) filter (book_state = 'WAITING') > 0,
                                    count(*) filter (book_state <> 'LIVE' and update_id < 5000000),
                                    max(update_id) filter (book_state = 'LIVE')
                                from $events
                                """,
                "true|0|1501");
    }

    @ParameterizedTest
    @EnumSource
    void rowsThatOnlyMoveTheIdsCostNothing(Origin origin) throws Exception {
        RunOutput output = run(origin, "kucoin_zero");
        output.assertRow(
                "select id_only_rows, rejected_rows, delta_events from $statistics", "2|0|3");
        output.assertRows(STATES, "LIVE");
        output.assertRow(books(origin, "CLOSING"), "-1:5 -3:3 -4:4 -5:5|1:9 2:2 3:3 4:4 5:5");
    }

    @ParameterizedTest
    @EnumSource
    void anExplicitSnapshotOfOneSideIsABookWhoseOtherSideIsEmpty(Origin origin) throws Exception {
        RunOutput output = run(origin, "one_sided");
        output.assertRow(
                """
                                select book_state, len(bids),
                                    list_transform(asks, lambda l: l.quantity::int), covered_asks
                                from $events where snapshot_kind = 'CLOSING'
                                """,
                "LIVE|0|[12, 5, 40]|3");
        output.assertRows(STATES, "LIVE");
    }

    @ParameterizedTest
    @EnumSource
    void aSideThatVanishesIsNotAGap(Origin origin) throws Exception {
        RunOutput output = run(origin, "side_vanishes");
        output.assertRow(
                """
                                select book_state, len(bids),
                                    list_transform(asks, lambda l: l.quantity::int), certified_asks
                                from $events where snapshot_kind = 'CLOSING'
                                """,
                "LIVE|0|[20, 6]|2");
        output.assertRows(STATES, "LIVE");
    }
}
