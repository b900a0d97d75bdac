// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deltabook.job.golden.Golden;
import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.readers.ReplayedLane.Event;
import io.deltabook.job.readers.ReplayedLane.Top;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The snippets of docs/recipes.md about whole books and about periods; see RecipesITCase. */
final class BookRecipesITCase {
    @RegisterExtension static final GoldenOutput GOLDEN = new GoldenOutput();

    private static final long T = 1_723_161_420L * Recipes.SECOND;
    private static final Offset<Double> ROUNDING = within(1e-12);

    private static Recipes recipes;

    @BeforeAll
    static void load() throws Exception {
        recipes = GOLDEN.recipes();
    }

    @Test
    void theBookAtATimeIsTheReplayedOne() {
        for (ReplayedLane lane : recipes.lanes()) {
            assertThat(lane.before(T).isLive()).isTrue();
            List<String> book = lane.levels(T + 1, Integer.MAX_VALUE);

            assertThat(bookAt(lane.name))
                    .hasSizeGreaterThan(1_000)
                    .containsExactlyInAnyOrderElementsOf(book);
        }
    }

    private static List<String> bookAt(String lane) {
        return recipes.rows(
                "Book at a time",
                0,
                "select side, price::varchar, quantity::varchar from $snippet where exchange || '|' || symbol = '%s'"
                        .formatted(lane));
    }

    @Test
    void theBookAtATimeIsTheTruth() throws Exception {
        String truth =
                DuckDb.value(
                        "select arg_max(top20_sha256_16, message_index::int) from read_csv('%s/truth/book_after_message.csv', all_varchar = true) where origin_time::bigint <= %d"
                                .formatted(Golden.path(GoldenOutput.SPOT), T));
        List<String> book = bookAt(GoldenOutput.LANES.get(0));
        List<String> best = new ArrayList<>();
        for (String side : List.of("BID", "ASK")) {
            book.stream()
                    .filter(level -> level.startsWith(side))
                    .limit(20)
                    .map(level -> String.join(":", Recipes.stripped(level.substring(4))))
                    .forEach(best::add);
        }
        byte[] hash =
                MessageDigest.getInstance("SHA-256")
                        .digest(String.join(",", best).getBytes(StandardCharsets.UTF_8));

        assertThat(HexFormat.of().formatHex(hash)).startsWith(truth);
    }

    @Test
    void theGridHasTheTenBestLevelsOfEveryTenSeconds() {
        List<String> rows =
                recipes.rows(
                        "Top-10 grid",
                        0,
                        "select exchange || '|' || symbol, epoch_ns(second), side, price::varchar, quantity::varchar from $snippet");
        Map<String, List<String>> grid =
                rows.stream()
                        .map(row -> row.split("\\|", 4))
                        .collect(
                                Collectors.groupingBy(
                                        row -> row[0] + "|" + row[1] + "|" + row[2],
                                        TreeMap::new,
                                        Collectors.mapping(row -> row[3], Collectors.toList())));
        int points = 0;
        for (ReplayedLane lane : recipes.lanes()) {
            long end = lane.events.get(lane.events.size() - 1).time();
            for (long at = T - 600 * Recipes.SECOND; at <= end; at += 10 * Recipes.SECOND) {
                Top top = lane.before(at);
                String key = lane.name + "|" + at;
                if (top == null || !top.isLive()) {
                    assertThat(grid).doesNotContainKey(key);
                } else {
                    assertThat(grid).containsKey(key);
                    assertThat(grid.get(key)).as(key).isEqualTo(lane.levels(at, 10));
                    points++;
                }
            }
        }
        assertThat(grid).hasSize(points).hasSizeGreaterThan(90);
    }

    @Test
    void depthIsTheQuantityNearTheMid() {
        List<String> rows =
                recipes.rows(
                        "Depth",
                        0,
                        "select exchange || '|' || symbol, event_seq, bid_depth::varchar, ask_depth::varchar, is_complete from $snippet");
        assertThat(rows).hasSizeGreaterThan(10).anyMatch(row -> row.endsWith("|true"));
        for (String row : rows) {
            String[] values = row.split("\\|");
            ReplayedLane lane =
                    recipes.lanes().stream()
                            .filter(other -> other.name.equals(values[0] + "|" + values[1]))
                            .findFirst()
                            .orElseThrow();
            List<BigDecimal> depth = lane.depth(Long.parseLong(values[2]), 0.001);

            assertThat(new BigDecimal(values[3])).as(row).isEqualByComparingTo(depth.get(0));
            assertThat(new BigDecimal(values[4])).as(row).isEqualByComparingTo(depth.get(1));
        }
    }

    @Test
    void untrustedPeriodsAreTheRunsOfOtherStatesThanLive() {
        List<String> expected = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        for (ReplayedLane lane : recipes.lanes()) {
            long live = 0;
            int start = 0;
            for (int i = 1; i <= lane.events.size(); i++) {
                Event first = lane.events.get(start);
                if (i == lane.events.size() || !lane.events.get(i).state().equals(first.state())) {
                    long end = lane.events.get(Math.min(i, lane.events.size() - 1)).time();
                    if (first.state().equals("LIVE")) {
                        live += end - first.time();
                    } else {
                        expected.add(
                                "%s|%d|%d|%s|%d"
                                        .formatted(
                                                lane.name,
                                                first.time(),
                                                end,
                                                first.state(),
                                                i - start));
                    }
                    start = i;
                }
            }
            long all = lane.events.get(lane.events.size() - 1).time() - lane.events.get(0).time();
            shares.add((double) live / all);
        }
        assertThat(
                        recipes.rows(
                                "Untrusted periods",
                                0,
                                "select exchange || '|' || symbol, epoch_ns(from_time), epoch_ns(to_time), book_state, events from $snippet"))
                .hasSizeGreaterThan(4)
                .isEqualTo(expected);
        List<String> rows = recipes.rows("Untrusted periods", 1, "select live_share from $snippet");
        for (int i = 0; i < recipes.lanes().size(); i++) {
            assertThat(Double.parseDouble(rows.get(i))).isCloseTo(shares.get(i), ROUNDING);
        }
    }
}
