// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity.reference;

import io.deltabook.contract.BadInputException;
import io.deltabook.job.importing.SourceContent;
import io.deltabook.job.importing.csv.CsvHeader;
import io.deltabook.job.importing.csv.CsvLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** The lines of a CSV file after its header, gzipped or not. */
final class CsvTable implements RowTable {
    private final Path file;
    private final CsvLines lines;
    private final CsvHeader header;

    private CsvTable(Path file, CsvLines lines, CsvHeader header) {
        this.file = file;
        this.lines = lines;
        this.header = header;
    }

    static CsvTable open(Path file) throws IOException {
        CsvLines lines = new CsvLines(file, SourceContent.open(file, new LongAdder()));
        try {
            if (!lines.next()) {
                throw new BadInputException(
                        "[%s] must have a header, but is empty".formatted(file));
            }
            CsvHeader header = CsvHeader.of(file, lines.text());
            lines.splitAt(header.delimiter());
            return new CsvTable(file, lines, header);
        } catch (IOException | RuntimeException e) {
            lines.close();
            throw e;
        }
    }

    @Override
    public List<String> names() {
        return header.names();
    }

    @Override
    public boolean next() throws IOException {
        if (!lines.next()) {
            return false;
        }
        if (lines.fault() != null || lines.line().fields() != header.names().size()) {
            throw new BadInputException(
                    "[%s] line %,d must have %d fields as the header, but has not: remove the line"
                            .formatted(file, lines.number(), header.names().size()));
        }
        return true;
    }

    @Override
    public double number(int column) {
        try {
            return lines.line().isEmpty(column) ? Double.NaN : Double.parseDouble(text(column));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    @Override
    public String text(int column) {
        return lines.line().field(column);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
