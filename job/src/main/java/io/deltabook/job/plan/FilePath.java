// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.LaneNames;
import io.deltabook.contract.PlainText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads exchange, symbol, day and table from a file's path. */
final class FilePath {
    private static final Map<String, InputTable> TABLES =
            Map.of(
                    "deltas", InputTable.DELTAS,
                    "book_delta_v2", InputTable.DELTAS,
                    "trades", InputTable.TRADES,
                    "book", InputTable.BOOK);

    /** A day written without hyphens. */
    private static final Pattern PLAIN_DAY = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");

    private final Path path;
    private final Path root;
    private Path tableFolder;
    private InputTable table;
    private String exchange;
    private String symbol;
    private String dt;
    private String year;
    private String month;
    private String day;
    private int endOfKeys;

    private FilePath(Path path, Path root) {
        this.path = path;
        this.root = root;
        int folders = path.getNameCount() - 1;
        for (int i = 0; i < folders; i++) {
            readKeys(path.getName(i).toString(), i);
        }
    }

    /**
     * A file that was named itself: its columns determine its table, whatever its folders are
     * called.
     */
    static FilePath ofGivenFile(Path path) {
        return new FilePath(path, path.getParent());
    }

    /** A file found below a named folder. */
    static FilePath below(Path root, Path path) {
        FilePath place = new FilePath(path, root);
        place.readTable();
        return place;
    }

    /** Whether a file or folder is none of the data. */
    static boolean isHidden(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith(".") || name.startsWith("_");
    }

    /**
     * Checks that a path with the name of a data file is a file.
     *
     * @throws BadInputException if it is not, for example a dangling link
     */
    static void requireFile(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new BadInputException(
                    "[%s] must be a file, but is %s; remove it or leave it out"
                            .formatted(
                                    PlainText.of(path.toString()),
                                    Files.exists(path) ? "something else" : "a link to nothing"));
        }
    }

    private void readKeys(String folder, int index) {
        HiveKey key = HiveKey.of(folder);
        if (key == null) {
            return;
        }
        switch (key.kind()) {
            case EXCHANGE -> exchange = key.value();
            case SYMBOL -> symbol = key.value();
            case DAY -> dt = key.value() == null ? null : hyphened(key.value());
            case YEAR -> year = key.value();
            case MONTH -> month = key.value();
            case DAY_OF_MONTH -> day = key.value();
            case PART -> {}
        }
        endOfKeys = index + 1;
    }

    private static String hyphened(String value) {
        return PLAIN_DAY.matcher(value).replaceFirst("$1-$2-$3");
    }

    /** The day given by year, month and day folders, as far as present. */
    private String dt() {
        if (dt != null || year == null) {
            return dt;
        }
        String ofMonth = month == null ? year : year + "-" + twoDigits(month);
        return month == null || day == null ? ofMonth : ofMonth + "-" + twoDigits(day);
    }

    private static String twoDigits(String number) {
        return number.length() == 1 ? "0" + number : number;
    }

    /** The innermost folder named after a table decides, the root included. */
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

    /** The folder or file named after the table. */
    Path tableFolder() {
        return tableFolder;
    }

    /**
     * What the path tells.
     *
     * @throws BadInputException if it has names that cannot be shown in messages or are not allowed
     *     for a lane
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
        String ofDay = dt();
        if (ofDay != null && !PlainText.isPlain(ofDay)) {
            throw bad("dt must have no control or format characters, but has");
        }
        return new FoundFile(path, origin(), table, exchange, symbol, ofDay);
    }

    private BadInputException bad(String problem) {
        return new BadInputException(
                "[" + PlainText.of(path.toString()) + "] " + problem + "; rename or leave it out");
    }

    /** The path down to the last key, without time keys; the root if there are no keys. */
    private Path origin() {
        if (endOfKeys == 0) {
            return root;
        }
        Path origin = path.getRoot();
        for (int i = 0; i < endOfKeys; i++) {
            String folder = path.getName(i).toString();
            HiveKey key = HiveKey.of(folder);
            if (key == null || !key.isOfTime()) {
                origin = origin.resolve(folder);
            }
        }
        return origin;
    }
}
