// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.replay;

import io.deltabook.contract.HivePath;
import io.deltabook.contract.LaneId;
import io.deltabook.job.output.BookBounds;
import io.deltabook.job.output.DataFiles;
import io.deltabook.job.parquet.dataset.RejectDataset;
import io.deltabook.job.parquet.event.EventFileIndex;
import io.deltabook.time.EventHour;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;

/**
 * The committed events files of a lane by hour. Hours are known by the names of folders; a footer
 * is read when something of its hour is asked for, once. Not thread-safe.
 */
public final class LaneEvents {
    private final LaneId lane;
    private final Path output;
    private final Path folder;
    private final BookBounds bounds;
    private final HourFolders hours;
    private final Map<Long, List<IndexedFile>> files = new HashMap<>();
    private Boolean hasRejects;

    LaneEvents(LaneId lane, Path output, Path folder, BookBounds bounds) {
        this(lane, output, folder, bounds, new HourFolders(folder));
    }

    private LaneEvents(
            LaneId lane, Path output, Path folder, BookBounds bounds, HourFolders hours) {
        this.lane = lane;
        this.output = output;
        this.folder = folder;
        this.bounds = bounds;
        this.hours = hours;
    }

    /** A catalogue of the same lane for another thread. */
    public LaneEvents copy() throws IOException {
        LaneEvents copy = new LaneEvents(lane, output, folder, bounds, hours.copy());
        copy.files.putAll(files);
        copy.hasRejects = hasRejects;
        return copy;
    }

    /** The output folder. */
    Path output() {
        return output;
    }

    public LaneId lane() {
        return lane;
    }

    /** The bounds of the run's books; null if the output does not record them. */
    public BookBounds bounds() {
        return bounds;
    }

    /** Hours since 1970-01-01T00Z that have a folder; no file is opened. */
    public NavigableSet<Long> hours() throws IOException {
        return hours.hours();
    }

    /** The folders of its hours. */
    HourFolders folders() {
        return hours;
    }

    /**
     * The files of an hour in the order of their first event; none if it has no folder.
     *
     * @param hour hours since 1970-01-01T00Z
     */
    public List<IndexedFile> files(long hour) throws IOException {
        List<IndexedFile> known = files.get(hour);
        if (known == null) {
            known = new ArrayList<>();
            for (Path file : DataFiles.below(folder.resolve(EventHour.path(hour)))) {
                known.add(new IndexedFile(file, EventFileIndex.read(file)));
            }
            known.sort(IndexedFile.ORDER);
            files.put(hour, known);
        }
        return known;
    }

    /** The hours that have files, by reading the footers of some. */
    Long hourAtOrAfter(long hour) throws IOException {
        Long next = hours.ceiling(hour);
        while (next != null && files(next).isEmpty()) {
            next = hours.ceiling(next + 1);
        }
        return next;
    }

    Long hourAtOrBefore(long hour) throws IOException {
        Long before = hours.floor(hour);
        while (before != null && files(before).isEmpty()) {
            before = hours.floor(before - 1);
        }
        return before;
    }

    /** Whether the lane has any events. */
    public boolean isEmpty() throws IOException {
        return hourAtOrAfter(Long.MIN_VALUE) == null;
    }

    /** Smallest event_seq; there must be events. */
    public long firstSeq() throws IOException {
        long hour = hourAtOrAfter(Long.MIN_VALUE);
        long least = files(hour).get(0).facts().firstSeq();
        Long next = hourAtOrAfter(hour + 1);
        return next == null ? least : Math.min(least, files(next).get(0).facts().firstSeq());
    }

    /** Largest event_seq; there must be events. */
    public long lastSeq() throws IOException {
        long hour = hourAtOrBefore(Long.MAX_VALUE);
        Long before = hourAtOrBefore(hour - 1);
        long most = before == null ? -1 : lastSeq(before);
        return Math.max(most, lastSeq(hour));
    }

    private long lastSeq(long hour) throws IOException {
        return files(hour).stream().mapToLong(file -> file.facts().lastSeq()).max().orElse(-1);
    }

    /** Earliest event time, epoch ns; there must be events. */
    public long firstNanos() throws IOException {
        return files(hourAtOrAfter(Long.MIN_VALUE)).stream()
                .mapToLong(file -> file.facts().firstNanos())
                .min()
                .orElseThrow();
    }

    /** Latest event time, epoch ns; there must be events. */
    public long lastNanos() throws IOException {
        return files(hourAtOrBefore(Long.MAX_VALUE)).stream()
                .mapToLong(file -> file.facts().lastNanos())
                .max()
                .orElseThrow();
    }

    /**
     * Whether rows of the lane were rejected: an unusable level limits what the book covers, and
     * only the next snapshot tells.
     */
    public boolean hasRejects() throws IOException {
        if (hasRejects == null) {
            Path rejects = output.resolve(new RejectDataset().folder());
            hasRejects = !DataFiles.below(rejects.resolve(HivePath.of(lane))).isEmpty();
        }
        return hasRejects;
    }

    /** Finds events and anchors. */
    public EventSearch search() {
        return new EventSearch(this);
    }
}
