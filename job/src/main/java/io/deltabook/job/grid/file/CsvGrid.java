// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.grid.file;

import io.deltabook.job.grid.file.GridColumns.Column;
import io.deltabook.job.grid.file.GridFormat.GridFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A grid as CSV: times in epoch ns, null as nothing. No value needs quotes. */
final class CsvGrid implements GridFile {
    private final OutputStream out;
    private final List<Column> columns;
    private final StringBuilder line = new StringBuilder();

    CsvGrid(OutputStream out, GridColumns columns) throws IOException {
        this.out = out;
        this.columns = columns.all();
        line.append(this.columns.stream().map(Column::name).collect(Collectors.joining(",")));
        endLine();
    }

    @Override
    public void row(GridRow row) throws IOException {
        for (int i = 0; i < columns.size(); i++) {
            if (i > 0) {
                line.append(',');
            }
            if (row.isPresent(i)) {
                switch (columns.get(i).kind()) {
                    case TIME, LONG, INT -> line.append(row.number(i));
                    case WORD -> line.append(row.word(i));
                    case REAL -> line.append(row.real(i));
                    case DECIMAL ->
                            line.append(row.decimal(i).stripTrailingZeros().toPlainString());
                }
            }
        }
        endLine();
    }

    private void endLine() throws IOException {
        out.write(line.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
        line.setLength(0);
    }

    @Override
    public void end(Map<String, String> metadata) {}

    @Override
    public void close() {}
}
