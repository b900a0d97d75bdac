// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deltabook.job.golden.Golden;
import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.readers.ReplayedLane.Event;
import io.deltabook.job.readers.ReplayedLane.Top;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The snippets of docs/recipes.md, as they stand there, on the output of real captures: against the
 * truth of the captures, and against {@link ReplayedLane}.
 */
final class RecipesITCase {
    @RegisterExtension static final GoldenOutput GOLDEN = new GoldenOutput();

    private static final Offset<Double> ROUNDING = within(1e-12);

    private static Recipes recipes;

    @BeforeAll
    static void load() throws Exception {
        recipes = GOLDEN.recipes();
    }

    private static String decimal(BigDecimal value) {
        return value == null ? null : value.toPlainString();
    }

    private static <T> List<T> withoutRepeats(List<T> values) {
        List<T> changes = new ArrayList<>();
        for (T value : values) {
            if (changes.isEmpty() || !value.equals(changes.get(changes.size() - 1))) {
                changes.add(value);
            }
        }
        return changes;
    }

    @Test
    void thePageHasTenJobs() {
        assertThat(recipes.headings())
                .containsExactly(
                        "Best bid and ask",
                        "Mid per second",
                        "Spread statistics",
                        "Book at a time",
                        "Top-10 grid",
                        "Trades with the quote before them",
                        "Realised volatility",
                        "Order-flow imbalance",
                        "Depth",
                        "Untrusted periods");
    }

    @ParameterizedTest
    @CsvSource({
        "BINANCE, cases/spot_btcusdt_20240808, 2000",
        "BINANCE_FUTURES, cases/usdm_ethusdt_20240808, 4000"
    })
    void theBestBidAndAskAreTheTruthMessageForMessage(String exchange, String capture, int least) {
        List<List<String>> truth =
                DuckDb.rows(
                                "select best_bid, best_bid_qty, best_ask, best_ask_qty from read_csv('%s/truth/book_after_message.csv', all_varchar = true) order by message_index::int"
                                        .formatted(Golden.path(capture)))
                        .stream()
                        .map(Recipes::stripped)
                        .toList();
        List<List<String>> best =
                recipes
                        .rows(
                                "Best bid and ask",
                                0,
                                "select bid_price::varchar, bid_quantity::varchar, ask_price::varchar, ask_quantity::varchar from $snippet where exchange = '%s'"
                                        .formatted(exchange))
                        .stream()
                        .map(Recipes::stripped)
                        .toList();

        assertThat(withoutRepeats(best)).hasSizeGreaterThan(least).isEqualTo(withoutRepeats(truth));
    }

    @Test
    void theMidOfEachSecondIsThatOfTheBookAtItsEnd() {
        Map<String, Double> mids = recipes.mids();
        int count = 0;
        for (ReplayedLane lane : recipes.lanes()) {
            long first = (lane.tops.get(0).time() / Recipes.SECOND + 1) * Recipes.SECOND;
            long last =
                    (lane.tops.get(lane.tops.size() - 1).time() / Recipes.SECOND + 1)
                            * Recipes.SECOND;
            for (long second = first; second <= last; second += Recipes.SECOND) {
                Top top = lane.before(second);
                String key = lane.name + "|" + second;
                assertThat(mids).containsKey(key);
                if (top.isLive()) {
                    assertThat(mids.get(key)).as(key).isEqualTo(top.mid());
                } else {
                    assertThat(mids.get(key)).as(key).isNull();
                }
                count++;
            }
        }
        assertThat(mids).hasSize(count).containsValue(null);
    }

    @Test
    void theSpreadIsWeightedByTheTimeForWhichItHeld() {
        List<String> rows =
                recipes.rows(
                        "Spread statistics",
                        0,
                        "select exchange || '|' || symbol, seconds, lowest, highest, mean, mean_bps from $snippet");
        assertThat(rows).hasSize(recipes.lanes().size());
        for (int i = 0; i < recipes.lanes().size(); i++) {
            BigDecimal lowest = null;
            BigDecimal highest = null;
            double weighted = 0;
            double bps = 0;
            long held = 0;
            List<Top> tops = recipes.lanes().get(i).tops;
            for (int j = 0; j + 1 < tops.size(); j++) {
                Top top = tops.get(j);
                long ns = tops.get(j + 1).time() - top.time();
                if (top.isLive() && ns > 0) {
                    BigDecimal spread = top.ask().subtract(top.bid());
                    lowest = lowest == null ? spread : lowest.min(spread);
                    highest = highest == null ? spread : highest.max(spread);
                    weighted += spread.doubleValue() * ns;
                    bps += 1e4 * spread.doubleValue() / top.mid() * ns;
                    held += ns;
                }
            }
            String[] values = rows.get(i).split("\\|");
            assertThat(values[0] + "|" + values[1]).isEqualTo(recipes.lanes().get(i).name);
            assertThat(new BigDecimal(values[3])).isEqualByComparingTo(lowest);
            assertThat(new BigDecimal(values[4])).isEqualByComparingTo(highest);
            assertThat(Double.parseDouble(values[5])).isCloseTo(weighted / held, within(1e-9));
            assertThat(Double.parseDouble(values[6])).isCloseTo(bps / held, within(1e-9));
            // A quote that only says that the trust changed is none here, but may be the last.
            assertThat(Double.parseDouble(values[2])).isCloseTo(held / 1e9, within(1.0));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true"})
    void tradesHaveTheQuoteBeforeThem(int snippet, boolean isByTime) {
        List<String> expected = new ArrayList<>();
        for (ReplayedLane lane : recipes.lanes()) {
            for (Event event : lane.events) {
                if (event.type().equals("TRADE")) {
                    Top quote = null;
                    for (Top top : lane.tops) {
                        if (isByTime ? top.time() >= event.time() : top.seq() >= event.seq()) {
                            break;
                        }
                        quote = top;
                    }
                    expected.add(
                            "%s|%d|%s|%s"
                                    .formatted(
                                            lane.name,
                                            event.seq(),
                                            quote == null ? null : decimal(quote.bid()),
                                            quote == null ? null : decimal(quote.ask())));
                }
            }
        }
        assertThat(
                        recipes.rows(
                                "Trades with the quote before them",
                                snippet,
                                "select exchange || '|' || symbol, event_seq, bid_price::varchar, ask_price::varchar from $snippet"))
                .hasSizeGreaterThan(20_000)
                .isEqualTo(expected);
    }

    @Test
    void tiesDecideWhichQuoteATradeGets() {
        String quotes =
                "select event_seq || exchange, bid_price::varchar, ask_price::varchar from $snippet";

        assertThat(recipes.rows("Trades with the quote before them", 0, quotes))
                .isNotEqualTo(recipes.rows("Trades with the quote before them", 1, quotes));
    }

    @Test
    void volatilityIsThatOfTheReturnsFromSecondToSecond() {
        Map<String, Double> mids = recipes.mids();
        List<String> rows = recipes.rows("Realised volatility", 0, "from $snippet");
        assertThat(rows).hasSize(recipes.lanes().size());
        for (int i = 0; i < recipes.lanes().size(); i++) {
            String name = recipes.lanes().get(i).name;
            double squares = 0;
            long returns = 0;
            for (Map.Entry<String, Double> mid : mids.entrySet()) {
                if (mid.getKey().startsWith(name + "|")) {
                    long second = Long.parseLong(mid.getKey().substring(name.length() + 1));
                    Double before = mids.get(name + "|" + (second - Recipes.SECOND));
                    if (before != null && mid.getValue() != null) {
                        squares += Math.pow(Math.log(mid.getValue() / before), 2);
                        returns++;
                    }
                }
            }
            String[] values = rows.get(i).split("\\|");
            assertThat(values[0] + "|" + values[1]).isEqualTo(name);
            assertThat(Long.parseLong(values[2])).isEqualTo(returns).isPositive();
            assertThat(Double.parseDouble(values[3])).isCloseTo(Math.sqrt(squares), ROUNDING);
        }
    }

    @Test
    void orderFlowImbalanceIsTheSumOfWhatEachQuoteAdded() {
        Map<String, BigDecimal> expected = new TreeMap<>();
        for (ReplayedLane lane : recipes.lanes()) {
            for (int i = 1; i < lane.tops.size(); i++) {
                Top now = lane.tops.get(i);
                Top before = lane.tops.get(i - 1);
                if (now.isLive() && before.isLive()) {
                    long start = now.time() / (10 * Recipes.SECOND) * 10 * Recipes.SECOND;
                    expected.merge(lane.name + "|" + start, flow(before, now), BigDecimal::add);
                }
            }
        }
        Map<String, BigDecimal> imbalance = new TreeMap<>();
        for (String row :
                recipes.rows(
                        "Order-flow imbalance",
                        0,
                        "select exchange || '|' || symbol || '|' || epoch_ns(start), imbalance::varchar from $snippet")) {
            int cut = row.lastIndexOf('|');
            imbalance.put(row.substring(0, cut), new BigDecimal(row.substring(cut + 1)));
        }
        assertThat(imbalance).hasSizeGreaterThan(90).isEqualTo(expected);
    }

    private static BigDecimal flow(Top before, Top now) {
        BigDecimal flow = BigDecimal.ZERO;
        if (now.bid().compareTo(before.bid()) >= 0) {
            flow = flow.add(now.bidQuantity());
        }
        if (now.bid().compareTo(before.bid()) <= 0) {
            flow = flow.subtract(before.bidQuantity());
        }
        if (now.ask().compareTo(before.ask()) <= 0) {
            flow = flow.subtract(now.askQuantity());
        }
        if (now.ask().compareTo(before.ask()) >= 0) {
            flow = flow.add(before.askQuantity());
        }
        return flow;
    }
}
