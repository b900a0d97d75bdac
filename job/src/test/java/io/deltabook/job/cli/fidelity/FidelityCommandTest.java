// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.fidelity;

import static io.deltabook.job.cli.testing.FidelityAnswer.figure;
import static io.deltabook.job.cli.testing.FidelityAnswer.lane;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deltabook.contract.BookState;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.FidelityAnswer;
import io.deltabook.job.replay.testing.RandomOutput;
import io.deltabook.job.replay.testing.RandomOutput.Book;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FidelityCommandTest {
    private static final long SEED = System.nanoTime();
    private static final long SECOND = 1_000_000_000L;

    @TempDir private static Path folder;

    private static Path output;
    private static Path other;
    private static RandomOutput made;
    private static RandomOutput madeOther;

    @BeforeAll
    static void write() throws IOException {
        output = folder.resolve("output");
        other = folder.resolve("other");
        made = RandomOutput.write(output, SEED, 1_500);
        madeOther = RandomOutput.write(other, SEED + 1, 1_500);
    }

    @Test
    void anOutputAgreesWithItself() throws IOException {
        CommandLineRun.succeeds("fidelity", output, "--against", output)
                .assertOut("PASS: every figure keeps its threshold", "levels.equal");
        JsonNode lane = lane(0, "fidelity", output, "--json --against", output);

        assertThat(lane.get("compared_books").asLong()).as("seed %d", SEED).isPositive();
        FidelityAnswer.assertPerfect(lane, SEED);
    }

    @Test
    void figuresOfTwoOutputsAreThoseOfTheirObviousBooks() throws IOException {
        JsonNode lane = lane(1, "fidelity", output, "--json --depth 5 --against", other);
        long from = Math.max(first(made), first(madeOther));
        long to = Math.min(last(made), last(madeOther));
        int wanted = 0;
        int pairs = 0;
        int bestPrices = 0;
        int prices = 0;
        int levels = 0;
        for (long at = (from + SECOND - 1) / SECOND * SECOND; at <= to; at += SECOND) {
            Book known = live(madeOther, at);
            Book own = live(made, at);
            wanted += known == null ? 0 : 1;
            if (known != null && own != null) {
                pairs++;
                boolean isBid = prices(own.bids(), 1).equals(prices(known.bids(), 1));
                boolean isAsk = prices(own.asks(), 1).equals(prices(known.asks(), 1));
                bestPrices += isBid && isAsk ? 1 : 0;
                prices += equal(own.bids(), known.bids()) + equal(own.asks(), known.asks());
                levels += prices(known.bids(), 5).size() + prices(known.asks(), 5).size();
            }
        }

        assertThat(lane.get("reference_books").asInt()).as("seed %d", SEED).isEqualTo(wanted);
        assertThat(lane.get("compared_books").asInt()).as("seed %d", SEED).isEqualTo(pairs);
        assertThat(figure(lane, "best.price-equal"))
                .as("seed %d", SEED)
                .isEqualTo((double) bestPrices / pairs);
        assertThat(figure(lane, "levels.price-equal"))
                .as("seed %d", SEED)
                .isEqualTo((double) prices / levels);
    }

    private static long first(RandomOutput of) {
        return of.events().stream().mapToLong(RandomOutput.Event::nanos).min().orElseThrow();
    }

    private static long last(RandomOutput of) {
        return of.events().stream().mapToLong(RandomOutput.Event::nanos).max().orElseThrow();
    }

    /** The book at an instant; null if it is not LIVE. */
    private static Book live(RandomOutput of, long nanos) {
        long seq = of.firstAfter(nanos) - 1;
        Book book = seq < 0 ? null : of.bookAt(seq);
        return book == null || of.stateAt(seq) != BookState.LIVE ? null : book;
    }

    private static List<Long> prices(NavigableMap<Long, Long> side, int depth) {
        return side.keySet().stream().limit(depth).toList();
    }

    private static int equal(NavigableMap<Long, Long> own, NavigableMap<Long, Long> known) {
        List<Long> mine = prices(own, 5);
        List<Long> theirs = prices(known, 5);
        int equal = 0;
        for (int level = 0; level < Math.min(mine.size(), theirs.size()); level++) {
            equal += mine.get(level).equals(theirs.get(level)) ? 1 : 0;
        }
        return equal;
    }

    @Test
    void thresholdsDecide() throws IOException {
        CommandLineRun failed =
                CommandLineRun.of("fidelity", output, "--against", other).assertEndedWith(1);
        failed.assertOut("FAIL: ", "best.price-equal");
        CommandLineRun printed = CommandLineRun.succeeds("fidelity --print-thresholds");
        List<String> off = new ArrayList<>();
        printed.out().lines().forEach(line -> off.add(line.replaceAll(": .*", ": off")));
        Path all = folder.resolve("off.yaml");
        Files.write(all, off);
        Path one = folder.resolve("one.yaml");
        Files.writeString(
                one, String.join("\n", off).replace("best.equal: off", "best.equal: 0.999"));

        CommandLineRun.succeeds("fidelity", output, "--thresholds", all, "--against", other);
        CommandLineRun.of("fidelity", output, "--thresholds", one, "--against", other)
                .assertEndedWith(1)
                .assertOut("FAIL: best.equal; 1 lane compared");
        CommandLineRun.succeeds("fidelity --print-thresholds --thresholds", one)
                .assertOut("best.equal: 0.999 ", "levels.equal: off ");
    }

    @Test
    void thresholdsThatCannotBeUsedAreAllNamed() throws IOException {
        Path wrong = folder.resolve("wrong.yaml");
        Files.writeString(wrong, "best:\n  equl: 0.9\n  mid-rmse: wide\ndrift.mean: -7\n");

        CommandLineRun.of("fidelity", output, "--thresholds", wrong, "--against", other)
                .assertEndedWith(2)
                .assertErr(
                        "best.equl must be a figure, but is not: did you mean 'best.equal'?",
                        "best.mid-rmse must be a number from -1 on, or off, but was wide",
                        "drift.mean must be a number from -1 on, or off, but was -7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2|--depth 0|--depth must be 1 to 1000, but was 0",
                "2|--every 0|--every must be longer than 0, but was 0",
                "2|--every 1|--every: a length of time must be like 100ms, 1s or 5min, but was '1'",
                "2|--within soon|--within: a length of time must be like 100ms",
                "2|--every 999999999h|--every: a length of time must be like 100ms",
                "2|--from 2024-08-07 --to 2024-08-06|--to must be after --from, but is 2024-08-06",
                "2|--from yesterday|--from: a time must be like ",
                "3|--symbols NO-SUCH|must have the symbols [NO-SUCH], but has [BINANCE:BTC-USDT]",
                "3|--from 2030-01-01|must have books of the time of the output, but has none"
            })
    void wrongArgumentsAreRefused(int exitCode, String words, String message) {
        CommandLineRun.of("fidelity", output, words, "--against", output)
                .assertEndedWith(exitCode)
                .assertErr(message);
    }

    @Test
    void aMissingReferenceIsRefused() {
        CommandLineRun.of("fidelity", output)
                .assertEndedWith(2)
                .assertErr("Missing required option: '--against=REFERENCE'");
        CommandLineRun.of("fidelity --against", output)
                .assertEndedWith(2)
                .assertErr("Missing required parameter: 'OUTPUT'");
        CommandLineRun.of("fidelity", folder, "--against", output)
                .assertEndedWith(3)
                .assertErr("must be the output folder of a run, but has neither");
    }

    @Test
    void theTimeCanBeChosen() throws IOException {
        long first = first(made);
        JsonNode lane =
                lane(
                        0,
                        "fidelity",
                        output,
                        "--json --keep-suspect --every 100ms --against",
                        output,
                        "--from",
                        first + 600 * SECOND,
                        "--to",
                        first + 700 * SECOND);

        assertThat(lane.get("first_ns").asLong()).isGreaterThanOrEqualTo(first + 600 * SECOND);
        assertThat(lane.get("last_ns").asLong()).isLessThan(first + 700 * SECOND);
        assertThat(lane.get("reference_books").asLong()).isBetween(1L, 1_000L);
    }

    @Test
    void thePageLoadsNothingAndShowsNamesAsText() throws IOException {
        Path hostile = Files.createDirectory(folder.resolve("<script>alert('1')&<"));
        Path named = hostile.resolve("output");
        RandomOutput.write(named, SEED, 300);
        Path page = folder.resolve("page.html");
        CommandLineRun.succeeds("fidelity", output, "--against", output, "--html", page);
        assertThat(Files.readString(page))
                .contains("Fidelity: passed", "levels.equal", "<polyline points=\"0.0,")
                .doesNotContain("<script", "http:", "https:", "src=", "NaN");

        assertThat(FidelityPage.escaped(named.toString()))
                .contains("&lt;script&gt;alert(&#39;1&#39;)&amp;&lt;")
                .doesNotContain("<", ">", "'");
        CommandLineRun.of("fidelity", "--output=" + output, "--html", page, "--against=" + named);
        assertThat(Files.readString(page)).contains("&lt;script&gt;").doesNotContain("<script");
    }
}
