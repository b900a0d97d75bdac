// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta;

import io.deltabook.contract.LaneId;
import java.io.Serializable;

/**
 * Where a file's exchange and symbol come from: the path, then the column of that name, then the
 * option. Each may be null except the exchange's option.
 *
 * @param pathExchange exchange in the file's path
 * @param pathSymbol symbol in the file's path
 * @param exchange exchange if neither path nor column has one
 * @param symbol symbol if neither path nor column has one
 */
public record RowOwners(String pathExchange, String pathSymbol, String exchange, String symbol)
        implements Serializable {

    /**
     * The lane of rows with these values in their columns.
     *
     * @param columnExchange null if there is no such column or it is null
     * @param columnSymbol null if there is no such column or it is null
     * @return null if no symbol is known
     */
    public LaneId laneOf(String columnExchange, String columnSymbol) {
        String rowExchange = first(pathExchange, columnExchange, exchange);
        String rowSymbol = first(pathSymbol, columnSymbol, symbol);
        return rowSymbol == null ? null : new LaneId(rowExchange, rowSymbol);
    }

    /** Whether a column contradicts the path. */
    public boolean isContradicted(String columnExchange, String columnSymbol) {
        return differs(pathExchange, columnExchange) || differs(pathSymbol, columnSymbol);
    }

    private static String first(String path, String column, String option) {
        if (path != null) {
            return path;
        }
        return column != null ? column : option;
    }

    private static boolean differs(String path, String column) {
        return path != null && column != null && !path.equals(column);
    }
}
