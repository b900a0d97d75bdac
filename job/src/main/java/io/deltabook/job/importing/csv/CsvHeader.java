// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing.csv;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.PlainText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The first line of a file: its delimiter and the column names. The delimiter is the comma,
 * semicolon, tab or bar, whichever yields the most fields.
 *
 * @param delimiter character between fields
 * @param names the fields of the line, which are names if it is a header
 */
public record CsvHeader(char delimiter, List<String> names) {
    private static final char[] DELIMITERS = {',', ';', '\t', '|'};
    private static final int SHOWN = 200;

    /**
     * Reads the first line.
     *
     * @throws BadInputException if it has only one field
     */
    public static CsvHeader of(Path path, String line) {
        CsvHeader widest = null;
        for (char delimiter : DELIMITERS) {
            List<String> names = QuotedLine.fields(line, delimiter);
            if (names != null && (widest == null || names.size() > widest.names.size())) {
                widest = new CsvHeader(delimiter, names.stream().map(String::strip).toList());
            }
        }
        if (widest == null || widest.names.size() < 2) {
            throw new BadInputException(
                    "[%s] the first line must have fields with a comma, semicolon, tab or bar between them, but is '%s'"
                            .formatted(path, PlainText.of(line, SHOWN)));
        }
        return widest;
    }

    /** Names that occur more than once. */
    public Set<String> repeated() {
        Set<String> seen = new HashSet<>();
        Set<String> repeated = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                repeated.add(name);
            }
        }
        return repeated;
    }

    /** The names, for a message. */
    public String text() {
        List<String> plain = new ArrayList<>();
        names.forEach(name -> plain.add(PlainText.of(name)));
        return String.join(", ", plain);
    }
}
