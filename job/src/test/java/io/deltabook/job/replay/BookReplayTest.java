// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.book.ReplayBook;
import io.deltabook.contract.BookState;
import io.deltabook.contract.HivePath;
import io.deltabook.contract.Side;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.replay.testing.RandomOutput;
import io.deltabook.job.replay.testing.RandomOutput.Book;
import io.deltabook.time.EventHour;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BookReplayTest {
    private static final long SEED = System.nanoTime();
    private static final int SCALE = 8;

    /** An event behind the first message. */
    private static final int FIRST = 20;

    @TempDir private static Path folder;

    private static RandomOutput made;
    private static LaneEvents lane;

    @BeforeAll
    static void write() throws IOException {
        made = RandomOutput.write(folder, SEED, 6_000, 500);
        // As they are left where files of a crash were swept.
        long hour = EventHour.of(made.events().get(made.events().size() / 2).nanos());
        for (long empty = hour - 30; empty < hour + 90; empty += 7) {
            Files.createDirectories(
                    folder.resolve(EventSchema.FOLDER)
                            .resolve(HivePath.of(RandomOutput.LANE.id()))
                            .resolve(EventHour.path(empty)));
        }
        lane = OutputEvents.of(folder).lanes().get(RandomOutput.LANE.id());
    }

    @Test
    void theFilesHaveHoursThatAlternate() throws IOException {
        assertThat(lane.hours().size()).isGreaterThan(1);
        assertThat(lane.firstSeq()).isZero();
        assertThat(lane.lastSeq()).isEqualTo(made.events().size() - 1L);
    }

    @Test
    void theFirstEventAfterAnInstantIsFound() throws IOException {
        Random random = new Random(SEED);
        long first = lane.firstNanos();
        long span = lane.lastNanos() - first;
        for (int i = 0; i < 300; i++) {
            long instant = first + (long) (random.nextDouble() * span);
            assertThat(lane.search().firstAfter(instant))
                    .as("first event after %d, seed %d", instant, SEED)
                    .isEqualTo(made.firstAfter(instant));
        }
        assertThat(lane.search().firstAfter(lane.lastNanos())).isEqualTo(made.events().size());
    }

    @Test
    void theBookAtAnyEventIsThatOfAnObviousBook() throws IOException {
        Random random = new Random(SEED);
        for (int i = 0; i < 200; i++) {
            long seq = (long) FIRST + random.nextInt(made.events().size() - FIRST);
            try (BookReplay replay = BookReplay.endedBefore(lane, seq + 1)) {
                Book book = made.bookAt(replay.bookSeq());
                String as = "event %d, seed %d".formatted(seq, SEED);
                assertThat(made.bookAt(seq)).as(as).isSameAs(book);
                assertThat(replay.state()).as(as).isEqualTo(made.stateAt(seq));
                if (replay.state() != BookState.WAITING && book != null) {
                    assertThat(levels(replay, Side.BID)).as(as).isEqualTo(levels(book.bids()));
                    assertThat(levels(replay, Side.ASK)).as(as).isEqualTo(levels(book.asks()));
                }
                assertThat(replay.hasBook()).as(as).isEqualTo(replay.state() != BookState.WAITING);
            }
        }
    }

    @Test
    void aReplayStopsOnceAheadOfAnInstantWithTheBookBefore() throws IOException {
        Random random = new Random(SEED);
        for (int i = 0; i < 50; i++) {
            long instant = made.events().get(FIRST + random.nextInt(10_000)).nanos();
            long due = made.firstAfter(instant - 1);
            try (BookReplay replay =
                    BookReplay.open(lane, lane.search().anchorBefore(due), Set.of())) {
                replay.stopAhead(instant);
                BookReplay.Step step = replay.next();
                while (step != BookReplay.Step.DUE) {
                    step = replay.next();
                }
                assertThat(replay.seq()).as("seed %d", SEED).isEqualTo(due - 1);
                assertThat(replay.nanos()).isEqualTo(made.events().get((int) due).nanos());
                assertThat(replay.clock()).isLessThan(instant);
                assertThat(replay.state()).isEqualTo(made.stateAt(due - 1));
                assertThat(replay.next()).isNotEqualTo(BookReplay.Step.DUE);
                assertThat(replay.seq()).isGreaterThanOrEqualTo(due);
            }
        }
    }

    private static List<String> levels(BookReplay replay, Side side) {
        ReplayBook book = replay.book();
        List<String> levels = new ArrayList<>();
        for (int i = 0; i < replay.known(side, Integer.MAX_VALUE); i++) {
            levels.add(
                    book.priceValue(book.levels(side).price(i)).setScale(SCALE)
                            + ":"
                            + book.quantityValue(book.levels(side).quantity(i)).setScale(SCALE));
        }
        return levels;
    }

    private static List<String> levels(NavigableMap<Long, Long> side) {
        List<String> levels = new ArrayList<>();
        side.forEach(
                (price, quantity) ->
                        levels.add(
                                BigDecimal.valueOf(price, SCALE)
                                        + ":"
                                        + BigDecimal.valueOf(quantity, SCALE)));
        return levels;
    }
}
