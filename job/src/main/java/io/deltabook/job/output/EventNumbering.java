// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.event.EventFileFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Checks that a lane's event numbers run from first to last without hole or overlap, as far as the
 * first and last number and the row count of each file show. Where event time goes back across an
 * hour boundary, the numbers of two hours interleave, so the range of one file may have holes that
 * others fill.
 */
final class EventNumbering {
    private final LaneId lane;
    private final List<ManifestEntry> files;
    private final List<String> faults = new ArrayList<>();

    private EventNumbering(LaneId lane, List<ManifestEntry> files) {
        this.lane = lane;
        this.files =
                files.stream()
                        .sorted(Comparator.comparingLong(file -> file.facts().firstSeq()))
                        .toList();
    }

    /**
     * The faults in the files of a lane, one sentence each; the first hole and the first overlap.
     *
     * @param first number of the first event
     * @param end number after the last event
     */
    static List<String> faults(LaneId lane, List<ManifestEntry> files, long first, long end) {
        EventNumbering numbering = new EventNumbering(lane, files);
        numbering.hole(first, end);
        numbering.overlap();
        return numbering.faults;
    }

    private void hole(long first, long end) {
        long next = first;
        for (ManifestEntry file : files) {
            if (file.facts().firstSeq() < first) {
                faults.add(
                        "%s: event_seq must start at %,d, but starts at %,d"
                                .formatted(lane, first, file.facts().firstSeq()));
                return;
            }
            if (file.facts().firstSeq() > next) {
                missing(next, file.facts().firstSeq() - 1);
                return;
            }
            next = Math.max(next, file.facts().lastSeq() + 1);
        }
        if (next < end) {
            missing(next, end - 1);
        } else if (next > end) {
            faults.add(
                    "%s: event_seq must end at %,d, but ends at %,d"
                            .formatted(lane, end - 1, next - 1));
        }
    }

    private void missing(long first, long last) {
        faults.add(
                "%s: events %,d to %,d must be in a file, but are in none"
                        .formatted(lane, first, last));
    }

    /** Two files overlap if one that has every number of its range contains an end of the other. */
    private void overlap() {
        NavigableMap<Long, ManifestEntry> dense = new TreeMap<>();
        for (ManifestEntry file : files) {
            EventFileFacts facts = file.facts();
            if (facts.rows() > span(facts)) {
                faults.add(
                        "[%s] must have %,d rows according to event_seq, but has %,d"
                                .formatted(file.path(), span(facts), facts.rows()));
                return;
            }
            if (facts.rows() == span(facts)) {
                ManifestEntry other = dense.put(facts.firstSeq(), file);
                if (other != null) {
                    overlap(other, file);
                    return;
                }
            }
        }
        for (ManifestEntry file : files) {
            for (long end : List.of(file.facts().firstSeq(), file.facts().lastSeq())) {
                Map.Entry<Long, ManifestEntry> below = dense.floorEntry(end);
                if (below != null
                        && below.getValue() != file
                        && end <= below.getValue().facts().lastSeq()) {
                    overlap(below.getValue(), file);
                    return;
                }
            }
        }
    }

    private static long span(EventFileFacts facts) {
        return facts.lastSeq() - facts.firstSeq() + 1;
    }

    private void overlap(ManifestEntry one, ManifestEntry other) {
        faults.add(
                "%s: an event_seq must be in one file, but [%s] and [%s] overlap"
                        .formatted(lane, one.path(), other.path()));
    }
}
