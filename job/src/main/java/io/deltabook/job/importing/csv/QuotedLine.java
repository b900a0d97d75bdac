// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Splits a line with quotes by the rules of RFC 4180. */
final class QuotedLine {
    private QuotedLine() {}

    /**
     * Splits the line into its fields.
     *
     * @return null if a quoted field does not end, or continues after its closing quote
     */
    static List<String> fields(String text, char delimiter) {
        CsvReader.CsvReaderBuilder reader =
                CsvReader.builder()
                        .fieldSeparator(delimiter)
                        .skipEmptyLines(false)
                        .allowExtraCharsAfterClosingQuote(false)
                        .allowUnclosedQuote(false);
        try {
            CsvRecord only = reader.ofSingleCsvRecord(text);
            return only.getFields();
        } catch (CsvParseException notCsv) {
            return null;
        }
    }

    /** Adds the fields to a line, and returns whether there are any. */
    static boolean split(String text, char delimiter, CsvLine line) {
        List<String> fields = fields(text, delimiter);
        if (fields == null) {
            return false;
        }
        byte[] octets = String.join("", fields).getBytes(StandardCharsets.UTF_8);
        line.begin(octets);
        int at = 0;
        for (String field : fields) {
            int length = field.getBytes(StandardCharsets.UTF_8).length;
            line.add(at, at + length);
            at += length;
        }
        return true;
    }
}
