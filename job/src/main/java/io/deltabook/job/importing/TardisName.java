// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing;

import io.deltabook.contract.InputTable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a Tardis file tells, such as {@code
 * binance-futures_incremental_book_L2_2024-08-08_BTCUSDT.csv.gz}. Its symbol replaces characters
 * that cannot appear in a file name, so the symbol in the rows takes precedence.
 *
 * @param exchange Tardis' name of the venue
 * @param table what the rows are
 * @param day YYYY-MM-DD
 * @param symbol a symbol or the name of a group of symbols
 */
public record TardisName(String exchange, InputTable table, String day, String symbol) {
    private static final Pattern NAME =
            Pattern.compile(
                    "([a-z0-9-]+)_(incremental_book_L2|trades|book_snapshot_\\d+)_(\\d{4}-\\d{2}-\\d{2})_(.+?)\\.csv(\\.gz)?");

    /** Parses a file name, null if it is not a Tardis name. */
    public static TardisName of(String fileName) {
        Matcher name = NAME.matcher(fileName);
        if (!name.matches()) {
            return null;
        }
        InputTable table =
                switch (name.group(2)) {
                    case "incremental_book_L2" -> InputTable.DELTAS;
                    case "trades" -> InputTable.TRADES;
                    default -> InputTable.BOOK;
                };
        return new TardisName(name.group(1), table, name.group(3), name.group(4));
    }
}
