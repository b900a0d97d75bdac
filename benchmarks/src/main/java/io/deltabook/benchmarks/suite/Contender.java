// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.suite;

import io.deltabook.benchmarks.Folders;
import io.deltabook.benchmarks.contender.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A way to do the work, as a separate process.
 *
 * @param name its name in the tables
 * @param environment environment variables in addition to those of this process
 * @param command the command line for a place
 * @param figures reads its own measurements once it has ended
 */
record Contender(
        String name,
        Map<String, String> environment,
        Function<Place, List<String>> command,
        FiguresReader figures) {

    /** Reads a contender's own measurements. */
    @FunctionalInterface
    interface FiguresReader {
        Figures read(Place place) throws IOException;
    }

    /**
     * Runs once.
     *
     * @throws IOException if it fails, or reports a wrong number of rows read
     */
    Measurement run(Place place) throws IOException, InterruptedException {
        ChildProcess.Usage usage = ChildProcess.run(command.apply(place), environment, place.log());
        Figures own = figures.read(place);
        if (own.rows() != place.data().rows()) {
            throw new IOException(
                    "%s must read all %d rows, but read %d"
                            .formatted(name, place.data().rows(), own.rows()));
        }
        long bytesOut = Files.exists(place.output()) ? Folders.parquetBytes(place.output()) : 0;
        return new Measurement(
                own.rows(),
                usage.wallSeconds(),
                own.jobSeconds(),
                usage.cpuSeconds(),
                usage.peakBytes(),
                place.data().bytes(),
                bytesOut);
    }
}
