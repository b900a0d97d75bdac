// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.seed;

import io.deltabook.contract.EventType;
import io.deltabook.contract.LaneId;
import io.deltabook.engine.LaneSeed;
import io.deltabook.job.output.LaneReport;
import io.deltabook.job.output.ManifestEntry;
import io.deltabook.job.parquet.event.read.EventFileReader;
import io.deltabook.statistics.LaneCounters.Counter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * Reads the closing book of a lane: its newest events files, from the last row group back to the
 * newest delta. Files that are not read may be damaged.
 */
final class SeedReader {
    private final SeedOutput output;
    private final LaneReport report;
    private final List<ManifestEntry> files;
    private final SeedTail tail;

    private SeedReader(SeedOutput output, LaneReport report) {
        this.output = output;
        this.report = report;
        files =
                output.files(report.lane()).stream()
                        .sorted(
                                Comparator.comparingLong(
                                                (ManifestEntry file) -> file.facts().lastSeq())
                                        .reversed())
                        .toList();
        tail = new SeedTail(report.firstSeq(), report.firstSeq() + report.events() - 1);
    }

    /**
     * The seed of a lane in the output; null if it ends without a book.
     *
     * @throws IOException if its files are not as expected
     */
    static LaneSeed read(SeedOutput output, LaneReport report) throws IOException {
        return new SeedReader(output, report).read();
    }

    /** The file with the lane's last event. */
    static Path lastFile(SeedOutput output, LaneId lane) {
        return output.files(lane).stream()
                .max(Comparator.comparingLong(file -> file.facts().lastSeq()))
                .map(file -> output.path().resolve(file.path()))
                .orElse(output.path());
    }

    private LaneSeed read() throws IOException {
        if (report.events() == 0) {
            return null;
        }
        boolean hasDeltas =
                files.stream()
                        .anyMatch(file -> file.facts().rowsOfType().get(EventType.BOOK_DELTA) > 0);
        for (ManifestEntry file : files) {
            if (file.facts().lastSeq() > tail.needed(hasDeltas)) {
                file(output.sound(file), hasDeltas);
            }
        }
        if (!tail.isClosed()) {
            if (!tail.hasLast()) {
                throw new IOException(
                        "[%s] events of %s must end with event_seq %,d as its statistics say, but do not: check it with 'deltabook verify %1$s'"
                                .formatted(
                                        output.path(),
                                        report.lane(),
                                        report.firstSeq() + report.events() - 1));
            }
            return null;
        }
        return tail.seed(report.mode().isVerified(), report.counters().value(Counter.APPLIED_ROWS));
    }

    /** Reads row groups from the last one back, as long as they may contain something new. */
    private void file(Path file, boolean hasDeltas) throws IOException {
        try (EventFileReader reader = EventFileReader.open(file)) {
            long first = Long.MAX_VALUE;
            for (int group = reader.rowGroups() - 1; group >= 0; group--) {
                if (first <= tail.needed(hasDeltas)) {
                    return;
                }
                reader.seek(group);
                while (reader.next() && reader.rowGroup() == group) {
                    first = Math.min(first, reader.chunk().seq().value(0));
                    tail.rows(reader.chunk());
                }
            }
        }
    }
}
