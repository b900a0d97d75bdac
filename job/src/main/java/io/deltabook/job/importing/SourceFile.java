// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.PlainText;
import io.deltabook.job.plan.InputListing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * An input file and what its path tells.
 *
 * @param path absolute path
 * @param size bytes
 * @param modified time of last modification, ms since 1970
 * @param table from the file's or a folder's name, null if only the header tells
 * @param exchange from a folder {@code exchange=…}, null for none
 * @param symbol from a folder {@code symbol=…}, null for none
 * @param name the parsed Tardis name, null if it is not one
 * @param day from a folder {@code dt=…} or a Tardis name, null if the times decide
 */
record SourceFile(
        Path path,
        long size,
        long modified,
        InputTable table,
        String exchange,
        String symbol,
        TardisName name,
        LocalDate day) {
    private static final List<String> SUFFIXES = List.of(".csv", ".csv.gz");

    /**
     * Finds the files of all inputs, each once, in the natural order of their paths.
     *
     * @throws BadInputException if an input is missing, cannot be listed or contains no CSV file
     */
    static List<SourceFile> list(List<Path> inputs) throws IOException {
        TreeMap<Path, SourceFile> found = new TreeMap<>(InputListing.PATH_ORDER);
        for (Path input : inputs) {
            for (InputListing listed : InputListing.of(input, SUFFIXES)) {
                found.put(listed.path(), of(listed));
            }
        }
        return new ArrayList<>(found.values());
    }

    private static SourceFile of(InputListing listed) throws IOException {
        Path path = listed.path();
        TardisName name = TardisName.of(path.getFileName().toString());
        return new SourceFile(
                path,
                Files.size(path),
                Files.getLastModifiedTime(path).toMillis(),
                name == null ? listed.table() : name.table(),
                listed.exchange(),
                listed.symbol(),
                name,
                day(path, listed.dt() == null && name != null ? name.day() : listed.dt()));
    }

    private static LocalDate day(Path path, String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new BadInputException(
                    "[%s] dt must be a day such as 2024-08-08, but was %s; rename the folder or the file"
                            .formatted(path, PlainText.of(text)),
                    e);
        }
    }
}
