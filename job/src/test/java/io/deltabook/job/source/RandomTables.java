// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import io.deltabook.contract.EventClock;
import io.deltabook.contract.SequenceMode;
import io.deltabook.job.parquet.testing.DeltaRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The files of three tables of a lane: equal times, times that go back or are missing, rejected
 * rows with and without an id, messages over the borders of files.
 */
public final class RandomTables {
    private final Random random;
    private final String symbol;
    private final int rows;
    private final SequenceMode mode;
    private final EventClock clock;
    private final List<List<DeltaRow>> deltas;
    private List<List<DeltaRow>> trades;
    private final List<List<DeltaRow>> book;

    private RandomTables(
            Random random, int rows, String symbol, SequenceMode mode, EventClock clock) {
        this.random = random;
        this.rows = rows;
        this.symbol = symbol;
        this.mode = mode;
        this.clock = clock;
        deltas = files(deltaRows());
        trades = files(otherRows("buy"));
        book = files(otherRows("bid"));
    }

    /** Tables of one lane, with a random mode and clock. */
    public static RandomTables of(long seed, int rows) {
        Random random = new Random(seed);
        SequenceMode[] modes = {SequenceMode.RANGE, SequenceMode.MONOTONIC, SequenceMode.NONE};
        SequenceMode mode = modes[random.nextInt(modes.length)];
        EventClock clock = random.nextBoolean() ? EventClock.EVENT : EventClock.ARRIVAL;
        return new RandomTables(random, rows, "A", mode, clock);
    }

    /** Tables of a lane that shares its files. */
    public static RandomTables ofSymbol(String symbol, long seed, int rows) {
        return new RandomTables(
                new Random(seed), rows, symbol, SequenceMode.RANGE, EventClock.EVENT);
    }

    public RandomTables withoutTradeTimes() {
        List<List<DeltaRow>> timeless = new ArrayList<>();
        for (List<DeltaRow> file : trades) {
            List<DeltaRow> rowsOfFile = new ArrayList<>();
            for (DeltaRow row : file) {
                rowsOfFile.add(row(null, null, row.id(), false, row.side(), "1"));
            }
            timeless.add(rowsOfFile);
        }
        trades = timeless;
        return this;
    }

    public SequenceMode mode() {
        return mode;
    }

    public EventClock clock() {
        return clock;
    }

    public List<List<DeltaRow>> deltas() {
        return deltas;
    }

    public List<List<DeltaRow>> trades() {
        return trades;
    }

    public List<List<DeltaRow>> book() {
        return book;
    }

    private List<DeltaRow> deltaRows() {
        List<DeltaRow> all = new ArrayList<>();
        long id = 1;
        while (all.size() < rows) {
            long step = all.size();
            id += random.nextInt(3);
            boolean snapshot = random.nextInt(20) == 0;
            Long event = time(step);
            Long arrival = time(step);
            for (int left = 1 + random.nextInt(6); left > 0; left--) {
                Long rowId = random.nextInt(10) == 0 ? null : id;
                String quantity = random.nextInt(10) == 0 ? "-1" : "1";
                all.add(row(event, arrival, rowId, snapshot, "bid", quantity));
            }
        }
        return all;
    }

    /** Now and then more rows than a batch takes with times that lie close together. */
    private List<DeltaRow> otherRows(String side) {
        List<DeltaRow> all = new ArrayList<>();
        long step = 0;
        while (step < rows) {
            int burst = random.nextInt(rows) == 0 ? rows : 1;
            for (int i = 0; i < burst; i++) {
                long shift = random.nextInt(3) == 0 ? 1 : 0;
                all.add(row(time(step + shift), time(step), step + i, false, side, "1"));
            }
            step += 1 + random.nextInt(4);
        }
        return all;
    }

    private Long time(long step) {
        return switch (random.nextInt(12)) {
            case 0 -> null;
            case 1 -> 0L;
            case 2 -> DeltaRow.START + Math.max(0, step / 4 - 3);
            default -> DeltaRow.START + step / 4;
        };
    }

    private DeltaRow row(
            Long event, Long arrival, Long id, boolean snapshot, String side, String quantity) {
        return new DeltaRow(
                "UNKNOWN", symbol, event, arrival, id, null, null, snapshot, side, "2", quantity);
    }

    private List<List<DeltaRow>> files(List<DeltaRow> all) {
        List<List<DeltaRow>> files = new ArrayList<>();
        int start = 0;
        while (start < all.size()) {
            int end = random.nextInt(3) == 0 ? all.size() : start + 1 + random.nextInt(all.size());
            end = Math.min(end, all.size());
            files.add(all.subList(start, end));
            start = end;
        }
        return files;
    }
}
