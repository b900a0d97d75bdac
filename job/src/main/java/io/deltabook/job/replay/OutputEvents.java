// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.replay;

import io.deltabook.contract.HivePath;
import io.deltabook.contract.LaneId;
import io.deltabook.job.output.BookBounds;
import io.deltabook.job.output.DataFiles;
import io.deltabook.job.output.OutputFolder;
import io.deltabook.job.output.UnfinishedCompaction;
import io.deltabook.job.parquet.event.EventFileFacts;
import io.deltabook.job.parquet.event.EventSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The lanes of an output that have committed events, by the names of its folders. Works for a run
 * that has finished, was stopped or is still running; what is committed later is not seen.
 */
public final class OutputEvents {
    private static final String EXCHANGE = "exchange";
    private static final String SYMBOL = "symbol";

    /** Marks a folder name that was too long for the whole value. */
    private static final char SHORTENED = '~';

    private final Path output;
    private final SortedMap<LaneId, LaneEvents> lanes;

    private OutputEvents(Path output, SortedMap<LaneId, LaneEvents> lanes) {
        this.output = output;
        this.lanes = lanes;
    }

    /**
     * Lists an output's lanes.
     *
     * @throws IOException if the folder is not an output, or compact is replacing its files
     */
    public static OutputEvents of(Path output) throws IOException {
        if (!Files.isDirectory(output)) {
            throw new IOException(
                    "[%s] must be the output folder of a run, but is not a folder"
                            .formatted(output));
        }
        Path events = output.resolve(EventSchema.FOLDER);
        boolean isMarked = Files.exists(output.resolve(OutputFolder.MARKER));
        if (!isMarked && !Files.isDirectory(events)) {
            throw new IOException(
                    "[%s] must be the output folder of a run, but has neither %s nor %s"
                            .formatted(output, OutputFolder.MARKER, EventSchema.FOLDER));
        }
        UnfinishedCompaction.requireNone(output);
        BookBounds bounds = isMarked ? OutputFolder.open(output).bounds() : null;
        SortedMap<LaneId, LaneEvents> lanes = new TreeMap<>();
        for (Path exchange : folders(events, EXCHANGE)) {
            for (Path symbol : folders(exchange, SYMBOL)) {
                LaneId lane = lane(exchange, symbol);
                if (lane != null) {
                    lanes.put(lane, new LaneEvents(lane, output, symbol, bounds));
                }
            }
        }
        return new OutputEvents(output, Collections.unmodifiableSortedMap(lanes));
    }

    private static List<Path> folders(Path parent, String key) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(parent)) {
            try (Stream<Path> children = Files.list(parent)) {
                children.filter(child -> HivePath.valueOf(key, name(child)) != null)
                        .sorted()
                        .forEach(found::add);
            }
        }
        return found;
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    /** The lane of a folder; null if it has no files and its name does not tell. */
    private static LaneId lane(Path exchange, Path symbol) throws IOException {
        boolean isShortened =
                name(exchange).indexOf(SHORTENED) >= 0 || name(symbol).indexOf(SHORTENED) >= 0;
        if (!isShortened) {
            return new LaneId(
                    HivePath.valueOf(EXCHANGE, name(exchange)),
                    HivePath.valueOf(SYMBOL, name(symbol)));
        }
        List<Path> files = DataFiles.below(symbol);
        return files.isEmpty() ? null : EventFileFacts.read(files.get(0)).lane();
    }

    /** The output folder. */
    public Path output() {
        return output;
    }

    /** The lanes, ordered by exchange and symbol. */
    public SortedMap<LaneId, LaneEvents> lanes() {
        return lanes;
    }
}
