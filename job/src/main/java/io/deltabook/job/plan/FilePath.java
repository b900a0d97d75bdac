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

/** Reads exchange, symbol, day and table from where a file lies. */
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

    /** The day of folders of years, months and days, as far as they go. */
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

    /** Down to the last key, without those of time; the root where there are no keys. */
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
