// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source.plan;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.HivePath;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.LaneNames;
import io.deltabook.contract.PlainText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Reads exchange, symbol, day and table from where a file lies. */
final class FilePath {
    private static final Map<String, InputTable> TABLES =
            Map.of(
                    "deltas", InputTable.DELTAS,
                    "book_delta_v2", InputTable.DELTAS,
                    "trades", InputTable.TRADES,
                    "book", InputTable.BOOK);
    private static final String DT = "dt";

    private final Path path;
    private final Path root;
    private Path tableFolder;
    private InputTable table;
    private String exchange;
    private String symbol;
    private String dt;
    private int endOfKeys;

    private FilePath(Path path, Path root) {
        this.path = path;
        this.root = root;
        int folders = path.getNameCount() - 1;
        for (int i = 0; i < folders; i++) {
            readKeys(path.getName(i).toString(), i);
        }
    }

    /** A file that was named itself: its columns show its table, whatever folders are called. */
    static FilePath ofGivenFile(Path path) {
        return new FilePath(path, path.getParent());
    }

    /** A file found below a folder that was named. */
    static FilePath below(Path root, Path path) {
        FilePath place = new FilePath(path, root);
        place.readTable();
        return place;
    }

    /**
     * Sees to it that what has the name of a data file is a file.
     *
     * @throws BadInputException if it is not, for example a link to a file that is gone
     */
    static void requireFile(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new BadInputException(
                    "["
                            + PlainText.of(path.toString())
                            + "] must be a file, but is "
                            + (Files.exists(path) ? "something else" : "a link to nothing")
                            + "; remove it or leave it out");
        }
    }

    private void readKeys(String folder, int index) {
        String value = keyOf(folder);
        if (value == null) {
            return;
        }
        String decoded = HivePath.decode(value);
        String known = decoded.isEmpty() || decoded.equals(LaneNames.HIVE_NULL) ? null : decoded;
        if (folder.startsWith("exchange=")) {
            exchange = known;
        } else if (folder.startsWith("symbol=")) {
            symbol = known;
        } else {
            dt = known;
        }
        endOfKeys = index + 1;
    }

    private static String keyOf(String folder) {
        int equals = folder.indexOf('=');
        if (equals < 0) {
            return null;
        }
        return switch (folder.substring(0, equals)) {
            case "exchange", "symbol", DT -> folder.substring(equals + 1);
            default -> null;
        };
    }

    /** The innermost folder, from the root's own name on, that bears a table's name decides. */
    private void readTable() {
        int folders = path.getNameCount() - 1;
        for (int i = Math.max(0, root.getNameCount() - 1); i < folders; i++) {
            readTableName(path.getName(i).toString(), i + 1);
        }
        String file = path.getFileName().toString();
        int dot = file.indexOf('.');
        if (tableFolder == null && dot > 0) {
            readTableName(file.substring(0, dot), path.getNameCount());
        }
    }

    private void readTableName(String name, int end) {
        if (TABLES.containsKey(name)) {
            table = TABLES.get(name);
            tableFolder = prefix(end);
        }
    }

    private Path prefix(int names) {
        return names == 0 ? path.getRoot() : path.getRoot().resolve(path.subpath(0, names));
    }

    boolean isOtherTable() {
        return table != null && table != InputTable.DELTAS;
    }

    /** The folder or file that bears the table's name. */
    Path tableFolder() {
        return tableFolder;
    }

    /**
     * What the path says.
     *
     * @throws BadInputException if it has names that no message can show, or a lane cannot have
     */
    FoundFile file() {
        if (!PlainText.isPlain(path.toString())) {
            throw bad("the path must have no control or format characters, but has");
        }
        if (exchange != null && LaneNames.fault("exchange", exchange) != null) {
            throw bad(LaneNames.fault("exchange", exchange));
        }
        if (symbol != null && LaneNames.fault("symbol", symbol) != null) {
            throw bad(LaneNames.fault("symbol", symbol));
        }
        if (dt != null && !PlainText.isPlain(dt)) {
            throw bad("dt must have no control or format characters, but has");
        }
        return new FoundFile(path, origin(), table, exchange, symbol, dt);
    }

    private BadInputException bad(String problem) {
        return new BadInputException(
                "[" + PlainText.of(path.toString()) + "] " + problem + "; rename or leave it out");
    }

    /** Down to the last key, without {@code dt}; the root where there are no keys. */
    private Path origin() {
        if (endOfKeys == 0) {
            return root;
        }
        Path origin = path.getRoot();
        for (int i = 0; i < endOfKeys; i++) {
            String folder = path.getName(i).toString();
            if (!folder.startsWith(DT + "=")) {
                origin = origin.resolve(folder);
            }
        }
        return origin;
    }
}
