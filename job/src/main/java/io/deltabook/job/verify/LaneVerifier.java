// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import io.deltabook.contract.CrossedPolicy;
import io.deltabook.contract.EventType;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.SeedPoint;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.job.output.BookBounds;
import io.deltabook.job.parquet.event.read.EventChunk;
import io.deltabook.job.replay.SnapshotDepths;
import io.deltabook.job.verify.derived.DerivedChecks;
import io.deltabook.job.verify.derived.DerivedFiles;
import io.deltabook.job.verify.derived.QuoteRules;
import io.deltabook.job.verify.digest.HourDigester;
import io.deltabook.job.verify.digest.LaneDigest;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Reads the rows of one lane once and passes each to every check. One thread, one use. */
final class LaneVerifier {
    private final LaneId lane;
    private final List<EventFile> files;
    private final Findings findings;
    private final LongConsumer progress;
    private final NumberingCheck numbering;
    private final SeedCheck seeds;
    private final PlaceCheck place;
    private final ValueCheck values;
    private final BookCheck books;
    private final MessageCheck messages;
    private final AnchorCheck anchors;
    private final DerivedChecks derived;
    private final HourDigester digests = new HourDigester();
    private final long[] types = new long[EventType.values().length];
    private final Map<SnapshotKind, Long> kinds = new EnumMap<>(SnapshotKind.class);

    /**
     * What is known about a lane before its rows are read.
     *
     * @param mode sequence rule of its ids, null if unknown
     * @param restarts how often its numbering restarted
     * @param bounds the run's settings, null if unknown
     * @param mayForget whether the horizon may have shrunk without an event that shows it: rows
     *     were rejected, or files skipped
     * @param mayLackMessages whether a message may have left ids but no events
     * @param hasDifferences whether each RESYNC in LIVE follows from the one before it by deltas
     * @param mayDoubt whether snapshots without an id may have been loaded, which prove nothing
     * @param firstSeq number of the first event, {@link #UNKNOWN} if unknown
     * @param seed what the lane continues from, null for none
     * @param derived its files that follow from the events
     * @param quotes what is known of its quotes, null if they cannot be checked
     * @param checksPeriods whether its periods can be checked
     */
    record Known(
            SequenceMode mode,
            long restarts,
            BookBounds bounds,
            boolean mayForget,
            boolean mayLackMessages,
            boolean hasDifferences,
            boolean mayDoubt,
            long firstSeq,
            SeedPoint seed,
            DerivedFiles derived,
            QuoteRules quotes,
            boolean checksPeriods) {
        static final long UNKNOWN = -1;
    }

    /**
     * @param progress receives the number of rows read since the last call
     */
    LaneVerifier(
            LaneId lane,
            List<EventFile> files,
            Known known,
            Findings findings,
            LongConsumer progress) {
        this.lane = lane;
        this.files = files;
        this.findings = findings;
        this.progress = progress;
        BookBounds bounds = known.bounds();
        boolean mayCross = bounds != null && bounds.crossedPolicy() == CrossedPolicy.OFF;
        numbering = new NumberingCheck(known.firstSeq(), findings);
        seeds = new SeedCheck(known.seed(), findings);
        place = new PlaceCheck(findings);
        values = new ValueCheck(known.mode(), findings);
        books = new BookCheck(mayCross, known.mode(), known.mayDoubt(), findings);
        if (bounds != null && bounds.nonPositivePrices()) {
            values.allowNonPositivePrices();
            books.allowNonPositivePrices();
        }
        messages =
                new MessageCheck(known.mode(), known.restarts(), known.mayLackMessages(), findings);
        anchors = new AnchorCheck(new SnapshotDepths(bounds), known, findings);
        derived =
                new DerivedChecks(
                        lane,
                        known.derived(),
                        known.quotes(),
                        known.checksPeriods(),
                        fault(FindingKind.QUOTE),
                        fault(FindingKind.PERIOD),
                        fault(FindingKind.DAMAGED));
    }

    private Consumer<String> fault(FindingKind kind) {
        return text -> findings.lane(kind, lane, "%s", text);
    }

    LaneResult verify() throws IOException {
        try (LaneRows rows = new LaneRows(lane, files, findings);
                derived) {
            derived.begin();
            boolean isFirst = true;
            while (rows.nextRun()) {
                run(rows, isFirst);
                isFirst = false;
            }
            messages.end(rows);
            derived.end(anchors.book());
        }
        place.end(files);
        return new LaneResult(
                new LaneDigest(lane, digests.end()),
                derived.digests(),
                typeCounts(),
                kinds,
                messages.closes(),
                numbering.next(),
                anchors.compared(),
                anchors.confirmedLevels());
    }

    private Map<EventType, Long> typeCounts() {
        Map<EventType, Long> counts = new EnumMap<>(EventType.class);
        for (EventType type : EventType.values()) {
            counts.put(type, types[type.ordinal()]);
        }
        return counts;
    }

    private void run(LaneRows rows, boolean isFirst) {
        EventChunk chunk = rows.chunk();
        int begin = rows.row();
        digests.add(chunk.rows(), chunk.nanos(), chunk.seq(), begin, rows.end());
        row(rows, isFirst);
        while (rows.nextInRun()) {
            row(rows, false);
        }
        progress.accept((long) rows.end() - begin);
    }

    private void row(LaneRows rows, boolean isFirst) {
        place.row(rows);
        NumberingCheck.Step step = numbering.row(rows);
        if (step == NumberingCheck.Step.HOLE) {
            messages.interrupt();
            anchors.interrupt();
            derived.interruptAll();
        }
        boolean sound = values.row(rows);
        EventType type = rows.type();
        if (type != null) {
            types[type.ordinal()]++;
        }
        if (sound && type == EventType.BOOK_SNAPSHOT) {
            kinds.merge(rows.kind(), 1L, Long::sum);
            sound = books.row(rows);
        }
        if (step == NumberingCheck.Step.REPEATED) {
            return;
        }
        derived.period(rows);
        if (!sound) {
            messages.interrupt();
            anchors.interrupt();
            derived.interruptQuotes();
            return;
        }
        derived.before(rows, anchors.book());
        messages.row(rows, isFirst);
        if (isFirst) {
            seeds.first(rows);
            anchors.begin(rows);
        }
        anchors.row(rows);
        derived.after(rows, anchors.book());
    }
}
