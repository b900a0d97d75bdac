// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import io.deltabook.contract.DecimalStrategy;
import io.deltabook.contract.Lane;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How prices and quantities are represented, and how many of their decimal digits are kept.
 *
 * @param strategy their representation, null to choose it per lane; decimal128 keeps {@link
 *     Lane#MAX_SCALE} digits of all
 * @param price digits of a price for symbols without their own, null if not set
 * @param quantity digits of a quantity for symbols without their own, null if not set
 * @param prices digits of a price by symbol
 * @param quantities digits of a quantity by symbol
 */
public record DecimalScales(
        DecimalStrategy strategy,
        Integer price,
        Integer quantity,
        Map<String, Integer> prices,
        Map<String, Integer> quantities) {
    /** Digits used if nothing is known about the numbers. */
    public static final int USUAL = 8;

    private static final String PRICE = ".price";
    private static final String QUANTITY = ".quantity";

    public DecimalScales {
        prices = Map.copyOf(prices);
        quantities = Map.copyOf(quantities);
    }

    static DecimalScales from(OptionReader options) {
        Map<String, Integer> prices = new TreeMap<>();
        Map<String, Integer> quantities = new TreeMap<>();
        options.map(SourceOptions.SCALES)
                .forEach(
                        (key, value) -> {
                            if (key.endsWith(PRICE)) {
                                put(options, key, PRICE, value, prices);
                            } else if (key.endsWith(QUANTITY)) {
                                put(options, key, QUANTITY, value, quantities);
                            } else {
                                options.fault(
                                        SourceOptions.SCALES,
                                        "SYMBOL.price or SYMBOL.quantity",
                                        key,
                                        "write SYMBOL: {price: 2, quantity: 6} below it");
                            }
                        });
        return new DecimalScales(
                options.word(SourceOptions.STRATEGY).strategy(),
                options.intOrNull(SourceOptions.PRICE_SCALE, 0, Lane.MAX_SCALE),
                options.intOrNull(SourceOptions.QUANTITY_SCALE, 0, Lane.MAX_SCALE),
                prices,
                quantities);
    }

    private static void put(
            OptionReader options,
            String key,
            String suffix,
            String value,
            Map<String, Integer> scales) {
        if (value.matches("\\d{1,2}") && Integer.parseInt(value) <= Lane.MAX_SCALE) {
            scales.put(key.substring(0, key.length() - suffix.length()), Integer.parseInt(value));
        } else {
            options.fault(
                    SourceOptions.SCALES,
                    "a whole number from 0 to " + Lane.MAX_SCALE + " for " + key,
                    value,
                    "omit it to use decimal" + suffix + "-scale");
        }
    }

    /** Symbols with scales of their own. */
    public Set<String> symbols() {
        Set<String> symbols = new TreeSet<>(prices.keySet());
        symbols.addAll(quantities.keySet());
        return symbols;
    }

    /** Digits set for a symbol's prices, null if not set. */
    public Integer price(String symbol) {
        return prices.getOrDefault(symbol, price);
    }

    /** Digits set for a symbol's quantities, null if not set. */
    public Integer quantity(String symbol) {
        return quantities.getOrDefault(symbol, quantity);
    }
}
