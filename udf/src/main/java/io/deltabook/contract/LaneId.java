// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

import java.io.Serializable;
import java.util.Objects;

/** One symbol on one exchange: the unit of ordering, state and output. */
public record LaneId(String exchange, String symbol) implements Comparable<LaneId>, Serializable {
    public LaneId {
        Objects.requireNonNull(exchange, "exchange");
        Objects.requireNonNull(symbol, "symbol");
    }

    @Override
    public int compareTo(LaneId other) {
        int byExchange = exchange.compareTo(other.exchange);
        return byExchange != 0 ? byExchange : symbol.compareTo(other.symbol);
    }

    @Override
    public String toString() {
        return exchange + ":" + symbol;
    }
}
