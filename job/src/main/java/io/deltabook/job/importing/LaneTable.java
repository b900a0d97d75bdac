// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.LaneNames;
import io.deltabook.job.importing.csv.CsvLine;
import io.deltabook.job.parquet.dialect.DeltaField;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The lanes of one input file. Exchange and symbol come from the row, or else from the file's
 * folders, its name, or the options. Used by one thread.
 */
final class LaneTable {
    /** Maximum lanes of a file; more than any venue has symbols. */
    private static final int MAX_LANES = 50_000;

    private final SourceFile source;
    private final int exchangeField;
    private final int symbolField;
    private final String exchange;
    private final String symbol;
    private final Function<LaneId, LaneRows> opening;
    private final Map<LaneId, LaneRows> lanes = new LinkedHashMap<>();
    private LaneRows last;
    private byte[] lastExchange = {};
    private byte[] lastSymbol = {};

    /**
     * @param opening creates the rows of a lane
     * @throws BadInputException if the symbol cannot be determined
     */
    LaneTable(
            SourceFile source,
            ColumnBinding binding,
            ImportSettings settings,
            Function<LaneId, LaneRows> opening) {
        this.source = source;
        this.opening = opening;
        exchangeField = binding.field(DeltaField.EXCHANGE);
        symbolField = binding.field(DeltaField.SYMBOL);
        TardisName name = source.name();
        exchange =
                first(
                        source.exchange(),
                        name == null ? null : name.exchange(),
                        settings.exchange());
        symbol = first(source.symbol(), name == null ? null : name.symbol(), settings.symbol());
        if (symbol == null && symbolField < 0) {
            throw new BadInputException(
                    "[%s] rows must have a symbol, but neither column, folder nor name has one; set --symbol"
                            .formatted(source.path()));
        }
    }

    private static String first(String one, String other, String third) {
        if (one != null) {
            return one;
        }
        return other == null ? third : other;
    }

    /** The lane of a row, null if its names are invalid. */
    LaneRows of(CsvLine line) {
        boolean isSame =
                last != null
                        && (exchangeField < 0 || line.is(exchangeField, lastExchange))
                        && (symbolField < 0 || line.is(symbolField, lastSymbol));
        if (isSame) {
            return last;
        }
        LaneId lane = lane(line);
        if (lane == null) {
            return null;
        }
        LaneRows rows = lanes.get(lane);
        if (rows == null) {
            rows = open(lane);
        }
        last = rows;
        lastExchange = bytes(line, exchangeField);
        lastSymbol = bytes(line, symbolField);
        return rows;
    }

    private static byte[] bytes(CsvLine line, int field) {
        return field < 0 ? new byte[0] : line.field(field).getBytes(StandardCharsets.UTF_8);
    }

    private LaneId lane(CsvLine line) {
        String ofRow = symbolField < 0 ? "" : line.field(symbolField);
        String exchangeOfRow = exchangeField < 0 ? "" : line.field(exchangeField);
        String found = ofRow.isEmpty() ? symbol : ofRow;
        if (found == null) {
            return null;
        }
        LaneId lane = new LaneId(exchangeOfRow.isEmpty() ? exchange : exchangeOfRow, found);
        return LaneNames.fault(lane) == null ? lane : null;
    }

    private LaneRows open(LaneId lane) {
        requireSame("exchange", source.exchange(), lane.exchange());
        requireSame("symbol", source.symbol(), lane.symbol());
        if (lanes.size() == MAX_LANES) {
            throw new BadInputException(
                    "[%s] a file must have rows of at most %,d symbols, but has more; is the symbol in the right column?"
                            .formatted(source.path(), MAX_LANES));
        }
        LaneRows rows = opening.apply(lane);
        lanes.put(lane, rows);
        return rows;
    }

    private void requireSame(String what, String ofFolder, String ofRow) {
        if (ofFolder != null && !ofFolder.equals(ofRow)) {
            throw new BadInputException(
                    "[%s] the %s must be the same in folder and rows, but is %s and %s; rename the folder"
                            .formatted(source.path(), what, ofFolder, ofRow));
        }
    }

    /** All lanes so far. */
    Collection<LaneRows> all() {
        return lanes.values();
    }

    /** The lane of all rows, if known before the first row; null if not. */
    LaneRows only() throws IOException {
        if (symbolField >= 0 || exchangeField >= 0) {
            return null;
        }
        return lanes.computeIfAbsent(new LaneId(exchange, symbol), opening);
    }
}
