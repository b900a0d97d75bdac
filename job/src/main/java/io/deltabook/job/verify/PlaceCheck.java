// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import io.deltabook.job.parquet.event.EventFileFacts;
import io.deltabook.time.EventHour;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Places of a lane's rows: each in the folder of its hour, ordered within its file, no two files of
 * an hour overlapping, and footers that agree.
 */
final class PlaceCheck {
    private final Findings findings;
    private final Map<EventFile, Seen> files = new HashMap<>();
    private EventFile lastFile;
    private Seen last;

    /** What has been seen of a file. */
    private static final class Seen {
        private long rows;
        private long firstSeq = Long.MAX_VALUE;
        private long lastSeq = Long.MIN_VALUE;
        private long previousSeq = Long.MIN_VALUE;
        private long firstNanos = Long.MAX_VALUE;
        private long lastNanos = Long.MIN_VALUE;
        private long rightHour = Long.MIN_VALUE;
    }

    PlaceCheck(Findings findings) {
        this.findings = findings;
    }

    void row(LaneRows rows) {
        if (rows.file() != lastFile) {
            lastFile = rows.file();
            last = files.computeIfAbsent(lastFile, file -> new Seen());
        }
        Seen seen = last;
        long seq = rows.seq();
        if (seq <= seen.previousSeq) {
            findings.row(
                    FindingKind.ORDER,
                    rows,
                    "event_seq must rise in a file, but is %d after %d",
                    seq,
                    seen.previousSeq);
        }
        seen.rows++;
        seen.previousSeq = seq;
        seen.firstSeq = Math.min(seen.firstSeq, seq);
        seen.lastSeq = Math.max(seen.lastSeq, seq);
        long nanos = rows.nanos();
        seen.firstNanos = Math.min(seen.firstNanos, nanos);
        seen.lastNanos = Math.max(seen.lastNanos, nanos);
        hour(rows, seen, EventHour.of(nanos));
    }

    private void hour(LaneRows rows, Seen seen, long hour) {
        if (hour == seen.rightHour) {
            return;
        }
        String folder = lastFile.folderOf(hour);
        if (EventFile.folder(lastFile.relative()).equals(folder)) {
            seen.rightHour = hour;
        } else {
            findings.row(
                    FindingKind.HOUR,
                    rows,
                    "must be in %s according to its event_timestamp %d, but is not",
                    folder,
                    rows.nanos());
        }
    }

    /** Compares the footers of files that were read completely. */
    void end(List<EventFile> laneFiles) {
        for (EventFile file : laneFiles) {
            Seen seen = files.get(file);
            if (seen != null && seen.rows == file.facts().rows()) {
                footer(file, seen);
            }
        }
        Map<String, EventFile> before = new HashMap<>();
        for (EventFile file : laneFiles.stream().sorted(EventFile.ORDER).toList()) {
            EventFile previous = before.put(EventFile.folder(file.relative()), file);
            if (previous != null && previous.facts().lastSeq() >= file.facts().firstSeq()) {
                findings.file(
                        FindingKind.ORDER,
                        file.relative(),
                        "must not overlap another file of its hour, but starts with event_seq %d and %s ends with %d",
                        file.facts().firstSeq(),
                        previous.relative(),
                        previous.facts().lastSeq());
            }
        }
    }

    private void footer(EventFile file, Seen seen) {
        EventFileFacts facts = file.facts();
        statistics(
                file, "event_seq", facts.firstSeq(), facts.lastSeq(), seen.firstSeq, seen.lastSeq);
        statistics(
                file,
                "event_timestamp",
                facts.firstNanos(),
                facts.lastNanos(),
                seen.firstNanos,
                seen.lastNanos);
    }

    private void statistics(
            EventFile file, String column, long min, long max, long seenMin, long seenMax) {
        if (min != seenMin || max != seenMax) {
            findings.file(
                    FindingKind.FOOTER,
                    file.relative(),
                    "statistics of %s must be %d to %d like its rows, but are %d to %d",
                    column,
                    seenMin,
                    seenMax,
                    min,
                    max);
        }
    }
}
