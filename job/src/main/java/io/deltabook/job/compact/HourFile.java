// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import io.deltabook.contract.HivePath;
import io.deltabook.contract.LaneId;
import io.deltabook.job.output.CommittedFile;
import io.deltabook.job.output.ManifestEntry;
import io.deltabook.job.parquet.event.EventFileFacts;
import io.deltabook.job.parquet.event.EventFileShape;
import io.deltabook.time.EventHour;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * A file of a folder, a part or a joined one.
 *
 * @param path its present location
 * @param entry its line of the manifest, with its final location
 * @param lane exchange and symbol
 * @param seq range of the numbers that order its rows
 * @param nanos range of its event times, {@link Range#NONE} if its folder has no hour
 * @param shape its layout
 */
record HourFile(
        Path path, CommittedFile entry, LaneId lane, Range seq, Range nanos, EventFileShape shape) {
    /** The order of the rows. */
    static final Comparator<HourFile> ORDER =
            Comparator.comparingLong((HourFile file) -> file.seq.first)
                    .thenComparingLong(file -> file.seq.last)
                    .thenComparing(file -> file.entry.path());

    /**
     * The range of a column's values.
     *
     * @param first the smallest
     * @param last the largest
     */
    record Range(long first, long last) {
        static final Range NONE = new Range(Long.MIN_VALUE, Long.MIN_VALUE);

        /** That of an INT64 column by the statistics in a file's footer. */
        static Range of(Path file, String column) throws IOException {
            EventFileFacts.Range range = EventFileFacts.range(file, column);
            return new Range(range.smallest(), range.largest());
        }
    }

    /** The folder of its hour in a dataset, null if its rows are of several hours. */
    String folderOfHour(String dataset) {
        long hour = EventHour.of(nanos.first);
        return EventHour.isIn(hour, nanos.last)
                ? dataset + '/' + HivePath.of(lane) + '/' + EventHour.path(hour)
                : null;
    }

    /** The rows in words. */
    String what() {
        return entry instanceof ManifestEntry events
                ? events.facts().toString()
                : "%,d rows of %s from %d to %d ns"
                        .formatted(entry.rows(), lane, nanos.first, nanos.last);
    }

    String name() {
        return path.getFileName().toString();
    }
}
