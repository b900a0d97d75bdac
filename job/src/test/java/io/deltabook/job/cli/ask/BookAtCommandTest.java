// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.BookState;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.replay.testing.RandomOutput;
import io.deltabook.job.replay.testing.RandomOutput.Book;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BookAtCommandTest {
    private static final long SEED = System.nanoTime();

    @TempDir private static Path folder;

    private static RandomOutput made;

    @BeforeAll
    static void write() throws IOException {
        made = RandomOutput.write(folder, SEED, 3_000);
    }

    @Test
    void theLevelsAtAnyInstantAreThoseOfAnObviousBook() {
        Random random = new Random(SEED);
        for (int i = 0; i < 60; i++) {
            long nanos = made.events().get(20 + random.nextInt(made.events().size() - 20)).nanos();
            long seq = made.firstAfter(nanos) - 1;
            String out =
                    CommandLineRun.succeeds("book-at", folder, "--csv --depth 7 --at", nanos).out();

            assertThat(out.lines().skip(1).map(BookAtCommandTest::level))
                    .as("event %d, seed %d", seq, SEED)
                    .containsExactlyElementsOf(expected(seq));
        }
    }

    /** The anchor follows events of the hour before, which are in a file that is not read. */
    @Test
    void aReplayStartsAmongEventsOfTwoHours(@TempDir Path other) throws IOException {
        RandomOutput.write(other, 53_922_673_837_569L, 3_000);

        CommandLineRun.succeeds("book-at", other, "--csv --depth 1 --seq 15533")
                .assertOut("BID,0,59999.21,0.62")
                .assertOut("ASK,0,59999.26,0.589");
    }

    private static String level(String line) {
        String[] cells = line.split(",");
        return cells[0] + ' ' + cells[2] + ' ' + cells[3];
    }

    private static List<String> expected(long seq) {
        List<String> levels = new ArrayList<>();
        Book book = made.bookAt(seq);
        if (book != null && made.stateAt(seq) != BookState.WAITING) {
            add(levels, "BID", book.bids());
            add(levels, "ASK", book.asks());
        }
        return levels;
    }

    private static void add(List<String> levels, String side, NavigableMap<Long, Long> of) {
        of.entrySet().stream()
                .limit(7)
                .forEach(
                        level ->
                                levels.add(
                                        side
                                                + ' '
                                                + text(level.getKey())
                                                + ' '
                                                + text(level.getValue())));
    }

    private static String text(long value) {
        return BigDecimal.valueOf(value, 8).stripTrailingZeros().toPlainString();
    }

    @Test
    void theAnswerSaysStateTrustAndAnchor(@TempDir Path other) throws IOException {
        long live = liveSnapshot();
        CommandLineRun.succeeds("book-at", folder, "--symbol BTC-USDT --seq", live)
                .assertOut("LIVE", "known      ", "anchor     RESYNC, event " + live + " of ");
        CommandLineRun.succeeds("book-at", folder, "--symbol BTC-USDT --json --seq", live)
                .assertOut("\"book_state\" : \"LIVE\"", "\"event_seq\" : " + live);
        RandomOutput.write(other, 1, 30);
        CommandLineRun.succeeds("book-at", other, "--seq 1")
                .assertOut("WAITING: there is no book to trust", "none: no snapshot comes before");
    }

    private static long liveSnapshot() {
        return made.events().stream()
                .filter(event -> event.state() == BookState.LIVE)
                .findFirst()
                .orElseThrow()
                .seq();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--seq 1 --at 2024-08-08|--at or --seq must be given, but both are",
                "--depth 5|--at or --seq must be given, but neither is",
                "--seq -1|event_seq must be from 0 to ",
                "--seq 99999999|event_seq must be from 0 to ",
                "--seq 1 --depth 0|--depth must be 1 to 1000000, but was 0",
                "--seq 1 --symbol BTC-USTD|did you mean 'BTC-USDT'?",
                "--seq 1 --symbol ../../etc|symbol ../../etc must be in the output, but is not",
                "--seq 1 --exchange NOWHERE|exchange NOWHERE must be in the output, but is not",
                "--at yesterday|--at: a time must be like ",
                "--at 1723161256|--at: a time must be like ",
                "--at 9999-12-31T00:00:00Z|--at: a time must be like ",
                "--at 2024-08-01|the time must be from 2024-08-06T23:",
                "--at 2025-08-01T00:00:00+01:00|the time must be from 2024-08-06T23:",
                "--seq 1 --csv --json|--csv or --json must be given, but both are"
            })
    void whatCannotBeAnsweredIsRefused(String options, String problem) {
        CommandLineRun.of("book-at", folder, options).assertEndedWith(2).assertErr(problem);
    }

    @Test
    void aFolderThatIsNoOutputIsRefused(@TempDir Path other) {
        CommandLineRun.of("book-at", other, "--seq 1")
                .assertEndedWith(3)
                .assertErr("must be the output folder of a run, but has neither");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-08-08T23:59:00.123456789Z, 2024-08-08T23:59:00.123456789Z",
        "2024-08-08T23:59:00, 2024-08-08T23:59:00Z",
        "2024-08-08 23:59:00, 2024-08-08T23:59:00Z",
        "2024-08-09T01:59:00+02:00, 2024-08-08T23:59:00Z",
        "2024-08-08, 2024-08-08T00:00:00Z",
        "1723161540000000000, 2024-08-08T23:59:00Z"
    })
    void timesAreReadAsUtc(String text, String instant) {
        assertThat(Instant.ofEpochSecond(0, InstantText.nanos(text)))
                .isEqualTo(Instant.parse(instant));
    }
}
