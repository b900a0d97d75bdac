// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity.reference;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.LaneId;
import io.deltabook.job.importing.TardisName;
import io.deltabook.job.plan.InputListing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of a vendor by the market that each is of. */
public final class RowFiles {
    private static final List<String> SUFFIXES = List.of(".parquet", ".csv", ".csv.gz");

    private RowFiles() {}

    /** The roles for which a user may name columns. */
    public static List<String> roles() {
        return RowColumns.roles();
    }

    /**
     * Finds the files and their markets: by folders {@code exchange=…} and {@code symbol=…}, by the
     * first row, or by the name that Tardis gives a file. What nothing tells is empty.
     *
     * @throws BadInputException if there is no such file, or one has no columns of books
     */
    public static SortedMap<LaneId, List<Path>> of(Path input, Map<String, String> names)
            throws IOException {
        SortedMap<LaneId, List<Path>> files = new TreeMap<>();
        for (InputListing file : InputListing.of(input, SUFFIXES)) {
            files.computeIfAbsent(lane(file, names), lane -> new ArrayList<>()).add(file.path());
        }
        return files;
    }

    private static LaneId lane(InputListing file, Map<String, String> names) throws IOException {
        String exchange = file.exchange() == null ? "" : file.exchange();
        String symbol = file.symbol() == null ? "" : file.symbol();
        try (RowTable table = RowTable.open(file.path())) {
            RowColumns columns = RowColumns.of(file.path(), table.names(), names);
            if (table.next()) {
                exchange = exchange.isEmpty() ? columns.exchange(table) : exchange;
                symbol = symbol.isEmpty() ? columns.symbol(table) : symbol;
            }
        }
        TardisName name = TardisName.of(file.path().getFileName().toString());
        if (symbol.isEmpty() && name != null) {
            symbol = name.symbol();
            exchange = name.exchange();
        }
        return new LaneId(exchange, symbol);
    }
}
