// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.testing;

import io.deltabook.job.parquet.testing.DeltaFileWriter;
import io.deltabook.job.parquet.testing.DeltaRow;
import io.deltabook.job.parquet.testing.DuckDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Input of one lane, written down message by message as a recorder would have written it. Levels
 * are words: {@code "bid 100 5"} is side, price and quantity; a quantity of 0 removes. Times are of
 * 2024-08-08, UTC; each message lies 100 ms after the one before unless {@link #at} says otherwise.
 */
public final class TrapLane {
    static final String DAY = "2024-08-08";

    private static final String RANGED =
            """
            message deltas {
              optional int64 origin_time;
              optional int64 received_time;
              optional int64 update_id;
              optional int64 first_update_id;
              optional binary side (STRING);
              optional double price;
              optional double new_quantity;
              optional boolean is_snapshot;
            }""";
    private static final String LAKE =
            """
            message deltas {
              optional int64 timestamp;
              optional int64 receipt_timestamp;
              optional int64 sequence_number;
              optional boolean side_is_bid;
              optional double price;
              optional double size;
            }""";
    private static final String LAKE_TRADES =
            """
            message trades {
              optional binary side (STRING);
              optional double amount;
              optional double price;
              optional int64 id;
              optional int64 timestamp;
              optional int64 receipt_timestamp;
            }""";
    private static final long STEP = 100_000_000L;
    private static final long LAG = 1_000_000L;

    private final String lane;
    private final boolean isLake;
    private final Map<String, List<DeltaRow>> files = new LinkedHashMap<>();
    private final List<DeltaRow> trades = new ArrayList<>();
    private final List<String> books = new ArrayList<>();
    private long time;
    private String day = DAY;

    private TrapLane(String exchange, String symbol, boolean isLake) {
        lane = "exchange=" + exchange + "/symbol=" + symbol;
        this.isLake = isLake;
        at("12:00:00.000");
    }

    /** Crypto Lake's raw files: one id a message and no mark on snapshots. */
    public static TrapLane lake(String exchange, String symbol) {
        return new TrapLane(exchange, symbol, true);
    }

    /** Files with first ids and marked snapshots. */
    public static TrapLane ranged(String exchange, String symbol) {
        return new TrapLane(exchange, symbol, false);
    }

    /** A time of the day, to the millisecond. */
    public static long nanos(String timeOfDay) {
        return Instant.parse(DAY + "T" + timeOfDay + "Z").toEpochMilli() * 1_000_000L;
    }

    /** Time of the next message, trade or book row. */
    public TrapLane at(String timeOfDay) {
        time = nanos(timeOfDay);
        return this;
    }

    /** What follows was written on another day, whatever its times say. */
    public TrapLane writtenOn(String otherDay) {
        day = otherDay;
        return this;
    }

    public TrapLane message(long id, String... levels) {
        return rows(time, time + LAG, id, id, false, Stream.of(levels)).next();
    }

    /** A message that spans several ids. */
    public TrapLane message(long first, long id, String... levels) {
        return rows(time, time + LAG, first, id, false, Stream.of(levels)).next();
    }

    /** More rows of the newest message, which may lie in another file. */
    public TrapLane more(long id, String... levels) {
        time -= STEP;
        return message(id, levels);
    }

    /** A message whose times are given, null is missing. */
    public TrapLane timed(Long event, Long arrival, long id, String... levels) {
        return rows(event, arrival, id, id, false, Stream.of(levels)).next();
    }

    /** A marked snapshot. */
    public TrapLane snapshot(long id, String... levels) {
        return rows(time, time + LAG, null, id, true, Stream.of(levels)).next();
    }

    /** An unmarked snapshot: bids from one price down, asks from the next up, of quantity 1. */
    public TrapLane ladder(long id, long bestBid, int levels) {
        Stream<String> bids =
                LongStream.range(0, levels).mapToObj(i -> "bid " + (bestBid - i) + " 1");
        Stream<String> asks =
                LongStream.range(0, levels).mapToObj(i -> "ask " + (bestBid + 1 + i) + " 1");
        return rows(time, time + LAG, id, id, false, Stream.concat(bids, asks)).next();
    }

    public TrapLane trade(long id, String price, String quantity) {
        trades.add(row(time, time + LAG, null, id, false, "buy", price, quantity));
        return next();
    }

    /** A row of the wide table, of two levels per side; null ends a side. */
    public TrapLane book(long id, String bids, String asks) {
        books.add(
                "(%d, %d, %d, %s, %s)"
                        .formatted(time, time + LAG, id, wideLevels(bids), wideLevels(asks)));
        return next();
    }

    /** Writes the files under {@code book_delta_v2}, {@code trades} and {@code book}. */
    public TrapLane write(Path root) {
        files.forEach(
                (written, rows) ->
                        DeltaFileWriter.of(isLake ? LAKE : RANGED)
                                .write(file(root, "book_delta_v2", written), rows));
        if (!trades.isEmpty()) {
            DeltaFileWriter.of(LAKE_TRADES).write(file(root, "trades", DAY), trades);
        }
        if (!books.isEmpty()) {
            writeBooks(file(root, "book", DAY));
        }
        return this;
    }

    private void writeBooks(Path file) {
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        DuckDb.run(
                """
                copy (select * from (values %s) t("timestamp", receipt_timestamp, sequence_number,
                    bid_0_price, bid_0_size, bid_1_price, bid_1_size,
                    ask_0_price, ask_0_size, ask_1_price, ask_1_size)) to '%s' (format parquet)
                """
                        .formatted(String.join(", ", books), file));
    }

    private Path file(Path root, String table, String written) {
        return root.resolve(table + "/" + lane + "/dt=" + written + "/1.snappy.parquet");
    }

    private static String wideLevels(String levels) {
        List<String> numbers = new ArrayList<>();
        for (String number : levels == null ? new String[0] : levels.split(" ")) {
            numbers.add(number + "::double");
        }
        while (numbers.size() < 4) {
            numbers.add("null::double");
        }
        return String.join(", ", numbers);
    }

    private TrapLane rows(
            Long event,
            Long arrival,
            Long first,
            long id,
            boolean snapshot,
            Stream<String> levels) {
        List<DeltaRow> rows = files.computeIfAbsent(day, written -> new ArrayList<>());
        levels.map(level -> level.split(" "))
                .forEach(
                        level ->
                                rows.add(
                                        row(
                                                event, arrival, first, id, snapshot, level[0],
                                                level[1], level[2])));
        return this;
    }

    private static DeltaRow row(
            Long event,
            Long arrival,
            Long first,
            long id,
            boolean snapshot,
            String side,
            String price,
            String quantity) {
        return new DeltaRow(
                null, null, event, arrival, id, first, null, snapshot, side, price, quantity);
    }

    private TrapLane next() {
        time += STEP;
        return this;
    }
}
