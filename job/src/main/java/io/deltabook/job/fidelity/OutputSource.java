// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.LaneId;
import io.deltabook.job.fidelity.book.BookStates;
import io.deltabook.job.fidelity.reference.OutputStates;
import io.deltabook.job.output.OutputFolder;
import io.deltabook.job.output.SymbolChoice;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.replay.LaneEvents;
import io.deltabook.job.replay.OutputEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The lanes of an output that have events. */
final class OutputSource implements BookSource {
    private final SortedMap<LaneId, LaneEvents> lanes;
    private final boolean keepsSuspect;

    private OutputSource(SortedMap<LaneId, LaneEvents> lanes, boolean keepsSuspect) {
        this.lanes = lanes;
        this.keepsSuspect = keepsSuspect;
    }

    /** Whether a path is an output folder. */
    static boolean isOutput(Path path) {
        return Files.isRegularFile(path.resolve(OutputFolder.MARKER))
                || Files.isDirectory(path.resolve(EventSchema.FOLDER));
    }

    /**
     * Opens an output.
     *
     * @throws BadInputException if it is not an output with events
     */
    static OutputSource open(Path output, boolean keepsSuspect) throws IOException {
        SortedMap<LaneId, LaneEvents> lanes = new TreeMap<>();
        try {
            for (LaneEvents lane : OutputEvents.of(output).lanes().values()) {
                if (!lane.isEmpty()) {
                    lanes.put(lane.lane(), lane);
                }
            }
        } catch (IOException e) {
            throw new BadInputException(e.getMessage(), e);
        }
        SymbolChoice.requireLanes(output, lanes);
        return new OutputSource(lanes, keepsSuspect);
    }

    @Override
    public SortedSet<LaneId> lanes() {
        return new TreeSet<>(lanes.keySet());
    }

    @Override
    public boolean isEveryMessage() {
        return true;
    }

    @Override
    public long firstNanos(LaneId lane) throws IOException {
        return events(lane).firstNanos();
    }

    @Override
    public long lastNanos(LaneId lane) throws IOException {
        return events(lane).lastNanos();
    }

    @Override
    public BookStates open(LaneId lane, long fromNanos) throws IOException {
        return OutputStates.of(events(lane), fromNanos, keepsSuspect);
    }

    private synchronized LaneEvents events(LaneId lane) throws IOException {
        return lanes.get(lane).copy();
    }

    @Override
    public String kind() {
        return "output";
    }
}
