// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.export.tardis;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Lines of comma-separated values, compressed with gzip. Used by one thread. */
final class CsvText {
    private static final int BUFFER_BYTES = 1 << 16;

    private final GZIPOutputStream out;
    private final StringBuilder line = new StringBuilder(128);

    CsvText(OutputStream out, String header) throws IOException {
        this.out = new GZIPOutputStream(out, BUFFER_BYTES);
        line.append(header);
        endLine();
    }

    CsvText cell(String value) {
        separate();
        boolean isPlain = value.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
        line.append(isPlain ? value : '"' + value.replace("\"", "\"\"") + '"');
        return this;
    }

    CsvText cell(long value) {
        separate();
        line.append(value);
        return this;
    }

    private void separate() {
        if (line.length() > 0) {
            line.append(',');
        }
    }

    void endLine() throws IOException {
        line.append('\n');
        out.write(line.toString().getBytes(StandardCharsets.UTF_8));
        line.setLength(0);
    }

    /** Completes the compressed stream; the stream below stays open. */
    void end() throws IOException {
        out.finish();
    }
}
