// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.testing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** One row of a delta file as a test writes it; null is null. */
public record DeltaRow(
        String exchange,
        String symbol,
        Long event,
        Long arrival,
        Long id,
        Long first,
        Long previous,
        Boolean snapshot,
        String side,
        String price,
        String quantity) {
    /** 2024-08-08T23:59:59Z in ns. */
    public static final long START = 1_723_161_599_000_000_000L;

    /** A plain bid of one symbol. */
    public static DeltaRow bid(String symbol, long id) {
        return new DeltaRow(
                "BINANCE",
                symbol,
                START + id,
                START + id,
                id,
                id,
                id - 1,
                false,
                "bid",
                "100.5",
                "" + id);
    }

    /** Messages of one to five rows in turns of the symbols, a snapshot now and then. */
    public static List<DeltaRow> market(long seed, int rows, String... symbols) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] ids = new long[symbols.length];
        List<DeltaRow> market = new ArrayList<>();
        while (market.size() < rows) {
            int symbol = random.nextInt(symbols.length);
            long previous = ids[symbol];
            ids[symbol] += 1 + random.nextInt(3);
            boolean snapshot = random.nextInt(50) == 0;
            long event = START + market.size() * 1_000_000L;
            for (int left = 1 + random.nextInt(5); left > 0 && market.size() < rows; left--) {
                market.add(
                        new DeltaRow(
                                "BINANCE",
                                symbols[symbol],
                                event,
                                event + 1_000_000,
                                ids[symbol],
                                previous + 1,
                                previous,
                                snapshot,
                                random.nextBoolean() ? "bid" : "ask",
                                decimal(1 + random.nextInt(100_000_000), 2),
                                decimal(random.nextInt(1_000_000_000), 5)));
            }
        }
        return market;
    }

    private static String decimal(long unscaled, int scale) {
        return BigDecimal.valueOf(unscaled, scale).toPlainString();
    }

    public DeltaRow withPrice(String other) {
        return new DeltaRow(
                exchange, symbol, event, arrival, id, first, previous, snapshot, side, other,
                quantity);
    }

    public DeltaRow withQuantity(String other) {
        return new DeltaRow(
                exchange, symbol, event, arrival, id, first, previous, snapshot, side, price,
                other);
    }

    public DeltaRow withSide(String other) {
        return new DeltaRow(
                exchange, symbol, event, arrival, id, first, previous, snapshot, other, price,
                quantity);
    }

    public DeltaRow withId(Long other) {
        return new DeltaRow(
                exchange, symbol, event, arrival, other, first, previous, snapshot, side, price,
                quantity);
    }

    public DeltaRow withEvent(Long other) {
        return new DeltaRow(
                exchange, symbol, other, arrival, id, first, previous, snapshot, side, price,
                quantity);
    }

    public DeltaRow withSymbol(String other) {
        return new DeltaRow(
                exchange, other, event, arrival, id, first, previous, snapshot, side, price,
                quantity);
    }

    public DeltaRow withExchange(String other) {
        return new DeltaRow(
                other, symbol, event, arrival, id, first, previous, snapshot, side, price,
                quantity);
    }

    public DeltaRow withTimes(Long otherEvent, Long otherArrival) {
        return new DeltaRow(
                exchange,
                symbol,
                otherEvent,
                otherArrival,
                id,
                first,
                previous,
                snapshot,
                side,
                price,
                quantity);
    }

    public DeltaRow withIds(Long otherId, Long otherFirst, Long otherPrevious) {
        return new DeltaRow(
                exchange,
                symbol,
                event,
                arrival,
                otherId,
                otherFirst,
                otherPrevious,
                snapshot,
                side,
                price,
                quantity);
    }

    public DeltaRow withSnapshot(Boolean other) {
        return new DeltaRow(
                exchange, symbol, event, arrival, id, first, previous, other, side, price,
                quantity);
    }
}
