// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.contender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * A contender's own measurements of its run.
 *
 * @param jobSeconds the work alone, without starting the JVM or a cluster
 * @param rows delta rows read
 */
public record Figures(double jobSeconds, long rows) {
    private static final String SECONDS = "job_seconds";
    private static final String ROWS = "rows";

    void write(Path file) throws IOException {
        Files.writeString(file, SECONDS + "=" + jobSeconds + "\n" + ROWS + "=" + rows + "\n");
    }

    /** Reads what a contender wrote. */
    public static Figures read(Path file) throws IOException {
        Properties values = new Properties();
        try (java.io.Reader reader = Files.newBufferedReader(file)) {
            values.load(reader);
        }
        return new Figures(
                Double.parseDouble(values.getProperty(SECONDS)),
                Long.parseLong(values.getProperty(ROWS)));
    }
}
