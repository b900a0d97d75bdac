// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.LaneId;
import io.deltabook.job.fidelity.book.BookStates;
import io.deltabook.job.storage.LaneTasks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/** Compares the lanes of an output with those of a reference, several at a time. */
public final class FidelityCheck {
    private final Path output;
    private final Path against;
    private final BookSource ours;
    private final BookSource reference;
    private final FidelitySettings settings;
    private final Map<LaneId, LaneId> lanes;

    private FidelityCheck(
            Path output,
            Path against,
            BookSource ours,
            BookSource reference,
            FidelitySettings settings,
            Map<LaneId, LaneId> lanes) {
        this.output = output;
        this.against = against;
        this.ours = ours;
        this.reference = reference;
        this.settings = settings;
        this.lanes = lanes;
    }

    /**
     * Finds what is to be compared.
     *
     * @throws BadInputException if a source cannot be used, or they have no lane in common
     */
    public static FidelityCheck open(Path output, Path against, FidelitySettings settings)
            throws IOException {
        BookSource ours = OutputSource.open(output, settings.keepsSuspect());
        BookSource reference = reference(against, settings);
        Map<LaneId, LaneId> lanes = new TreeMap<>();
        settings.choice().requireAll(output, ours.lanes(), ours.lanes());
        for (LaneId lane : ours.lanes()) {
            LaneId other = LaneMatch.of(lane, ours.lanes(), reference.lanes());
            if (settings.choice().has(lane) && other != null) {
                lanes.put(lane, other);
            }
        }
        if (lanes.isEmpty()) {
            throw new BadInputException(
                    "[%s] must have a symbol of the output, but has %s, and the output has %s"
                            .formatted(against, reference.lanes(), ours.lanes()));
        }
        return new FidelityCheck(output, against, ours, reference, settings, lanes);
    }

    private static BookSource reference(Path against, FidelitySettings settings)
            throws IOException {
        if (OutputSource.isOutput(against)) {
            return OutputSource.open(against, settings.keepsSuspect());
        }
        return RowSource.open(against, settings.columns());
    }

    /**
     * Compares all lanes.
     *
     * @throws BadInputException if there is no instant at which the reference has a book
     */
    public List<LaneResult> run(int threads) throws IOException {
        List<Callable<LaneResult>> tasks = new ArrayList<>();
        lanes.forEach((lane, other) -> tasks.add(() -> compare(lane, other)));
        List<LaneResult> results = LaneTasks.run(threads, tasks);
        if (results.stream().allMatch(result -> result.measures().wanted() == 0)) {
            throw new BadInputException(
                    "[%s] must have books of the time of the output, but has none; --from and --to choose a time, --keep-suspect compares books that are not LIVE"
                            .formatted(against));
        }
        return results;
    }

    private LaneResult compare(LaneId lane, LaneId other) throws IOException {
        long from =
                Math.max(
                        settings.fromNanos(),
                        Math.max(ours.firstNanos(lane), reference.firstNanos(other)));
        long to =
                Math.min(
                        settings.toNanos() - 1,
                        Math.min(ours.lastNanos(lane), reference.lastNanos(other)));
        LaneComparison comparison = new LaneComparison(settings);
        try (BookStates mine = ours.open(lane, from);
                BookStates theirs = reference.open(other, from)) {
            LaneMeasures measures =
                    reference.isEveryMessage()
                            ? comparison.onGrid(mine, theirs, from, to)
                            : comparison.atStates(mine, theirs, from, to);
            return LaneResult.of(lane, other, measures);
        }
    }

    /** The output. */
    public Path output() {
        return output;
    }

    /** The reference. */
    public Path against() {
        return against;
    }

    /** What the reference is, in words. */
    public String kind() {
        return reference.kind();
    }

    /** Whether books are compared on a grid, not at the instants of the reference's. */
    public boolean isOnGrid() {
        return reference.isEveryMessage();
    }

    /** How books are compared. */
    public FidelitySettings settings() {
        return settings;
    }

    /** The lanes of the output that the reference does not have. */
    public SortedSet<LaneId> notCompared() {
        SortedSet<LaneId> rest = new TreeSet<>(ours.lanes());
        rest.removeAll(lanes.keySet());
        rest.removeIf(lane -> !settings.choice().has(lane));
        return rest;
    }
}
