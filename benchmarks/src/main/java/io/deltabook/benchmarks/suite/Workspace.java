// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deltabook.benchmarks.Folders;
import io.deltabook.benchmarks.Shape;
import io.deltabook.job.generate.FileCodec;
import io.deltabook.job.generate.amplify.AmplifySettings;
import io.deltabook.job.generate.amplify.CaptureAmplifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder for generated data and the contenders' output. */
final class Workspace {
    private static final Logger LOG = LoggerFactory.getLogger(Workspace.class);
    private static final int ROW_GROUP_ROWS = 100_000;
    private static final long FILE_ROWS = 5_000_000;
    private static final double NANOS_PER_HOUR = 3.6e12;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path root;
    private final Path capture;

    /**
     * @param root folder for everything; created if missing
     * @param capture the capture to repeat, null for the golden case or a synthetic one
     */
    Workspace(Path root, Path capture) throws IOException {
        this.root = Files.createDirectories(root).toAbsolutePath().normalize();
        this.capture = capture != null ? capture : Shape.FUTURES.capture(Shape.golden(), this.root);
    }

    /** Whether the capture is a real one. */
    boolean isReal() {
        return !capture.startsWith(root);
    }

    /** The generated data of a size, generated on first use. */
    Dataset dataset(long rows, int symbols) throws IOException {
        Path folder = root.resolve("data-%d-%d".formatted(rows, symbols));
        Path facts = folder.resolve(CaptureAmplifier.FACTS);
        if (!Files.exists(facts)) {
            LOG.info("Generating at least {} rows of {} symbols in {}", rows, symbols, folder);
            Folders.delete(folder);
            new CaptureAmplifier(
                            new AmplifySettings(
                                    capture,
                                    folder,
                                    0,
                                    rows,
                                    symbols,
                                    ROW_GROUP_ROWS,
                                    FILE_ROWS,
                                    FileCodec.SNAPPY))
                    .write();
        }
        JsonNode json = JSON.readTree(facts.toFile());
        double hours = json.get("time_shift_nanos").asDouble() / NANOS_PER_HOUR;
        return new Dataset(
                folder,
                json.get("rows").asLong(),
                symbols,
                Folders.parquetBytes(folder),
                json.get("rows_of_repetition").asLong() / hours);
    }

    /** An empty place for one run. */
    Place place(Dataset data) throws IOException {
        Path run = root.resolve("run");
        Folders.delete(run);
        Files.createDirectories(run);
        return Place.in(run, data);
    }

    /** A folder beside the data. */
    Path folder(String name) {
        return root.resolve(name);
    }

    /** Frees the space used by the last run. */
    void clear() {
        Folders.delete(root.resolve("run"));
    }
}
