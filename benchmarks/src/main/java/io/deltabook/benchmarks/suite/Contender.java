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
 * A way to do the work, as a process of its own.
 *
 * @param name what it is called in the tables
 * @param environment environment variables beside those of this process
 * @param command the command line for a place
 * @param figures what it says of its own run, once it has ended
 */
record Contender(
        String name,
        Map<String, String> environment,
        Function<Place, List<String>> command,
        FiguresReader figures) {

    /** Reads a contender's own figures. */
    @FunctionalInterface
    interface FiguresReader {
        Figures read(Place place) throws IOException;
    }

    /**
     * Runs once.
     *
     * @throws IOException if it fails, or says that it read another number of rows than there are
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
