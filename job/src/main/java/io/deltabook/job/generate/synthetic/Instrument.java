// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.generate.synthetic;

import java.util.ArrayList;
import java.util.List;

/**
 * A traded symbol of the synthetic exchange.
 *
 * @param symbol its name
 * @param priceScale decimal digits of its prices
 * @param tick price step, in units of the last digit
 * @param startTicks initial price, in ticks
 * @param quantityScale decimal digits of its quantities
 * @param chained whether its messages carry the previous id, as those of futures do
 */
record Instrument(
        String symbol,
        int priceScale,
        long tick,
        long startTicks,
        int quantityScale,
        boolean chained) {
    private static final List<Instrument> KNOWN =
            List.of(
                    new Instrument("BTC-USDT", 2, 10, 617_305, 5, false),
                    new Instrument("ETH-USDT", 2, 1, 268_411, 4, false),
                    new Instrument("SOL-USDT-PERP", 4, 10, 152_340, 0, true),
                    new Instrument("XRP-USDT", 4, 1, 61_240, 0, false),
                    new Instrument("DOGE-USDT", 5, 1, 102_350, 0, false),
                    new Instrument("BONK-USDT-PERP", 8, 1, 185_020, 0, true));

    /** The first instruments of the exchange. */
    static List<Instrument> first(int count) {
        List<Instrument> instruments = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            instruments.add(i < KNOWN.size() ? KNOWN.get(i) : another(i));
        }
        return instruments;
    }

    private static Instrument another(int number) {
        Instrument like = KNOWN.get(number % KNOWN.size());
        String symbol = "S" + String.format("%03d", number) + (like.chained ? "-PERP" : "");
        return new Instrument(
                symbol,
                like.priceScale,
                like.tick,
                like.startTicks + 100L * number,
                like.quantityScale,
                like.chained);
    }
}
