// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A documentation page with parts written by the measurements, between markers. */
final class GeneratedPage {
    private final Path file;

    GeneratedPage(Path file) {
        this.file = file;
    }

    /**
     * Replaces a part, or appends it if the page does not have it yet.
     *
     * @param part name of the part in its markers
     */
    void write(String part, String text) throws IOException {
        String begin = "<!-- " + part + ": written by scripts/bench.sh -->\n";
        String end = "<!-- end of " + part + " -->\n";
        String page = Files.exists(file) ? Files.readString(file) : "";
        int from = page.indexOf(begin);
        int to = page.indexOf(end);
        String body = begin + text.strip() + "\n" + end;
        String written =
                from >= 0 && to > from
                        ? page.substring(0, from) + body + page.substring(to + end.length())
                        : page + (page.isEmpty() || page.endsWith("\n\n") ? "" : "\n") + body;
        Files.writeString(file, written);
    }
}
