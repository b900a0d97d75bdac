// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import io.deltabook.contract.CrossedPolicy;
import io.deltabook.contract.EventType;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.SeedPoint;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.job.output.BookBounds;
import io.deltabook.job.verify.derived.PeriodCheck;
import io.deltabook.job.verify.derived.PeriodRow;
import io.deltabook.job.verify.derived.QuoteCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Reads the rows of one lane once and passes each to every check. One thread, one use. */
final class LaneVerifier {
    private static final int ROWS_A_TICK = 1 << 16;

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
    private final PeriodCheck periods;
    private final QuoteCheck quotes;
    private final HourDigester digests = new HourDigester();
    private final Map<EventType, Long> types = new EnumMap<>(EventType.class);
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
     * @param periods its periods in order, null if unknown or not written
     * @param quotes its files of quotes in order, null if not written
     * @param quoteCount number of its quotes by its statistics
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
            List<PeriodRow> periods,
            List<Path> quotes,
            long quoteCount) {
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
        anchors = new AnchorCheck(new AnchorDepths(bounds), known, findings);
        periods = new PeriodCheck(known.periods(), fault(FindingKind.PERIOD));
        quotes = new QuoteCheck(known.quotes(), known.quoteCount(), fault(FindingKind.QUOTE));
    }

    private Consumer<String> fault(FindingKind kind) {
        return text -> findings.lane(kind, lane, "%s", text);
    }

    LaneResult verify() throws IOException {
        try (LaneRows rows = new LaneRows(lane, files, findings);
                quotes) {
            long read = 0;
            quotes.begin();
            while (rows.next()) {
                row(rows, read == 0);
                read++;
                if (read % ROWS_A_TICK == 0) {
                    progress.accept(ROWS_A_TICK);
                }
            }
            progress.accept(read % ROWS_A_TICK);
            messages.end(rows);
            periods.end();
            quotes.end();
        }
        place.end(files);
        return new LaneResult(
                new LaneDigest(lane, digests.end()),
                types,
                kinds,
                messages.closes(),
                numbering.next(),
                anchors.compared(),
                anchors.confirmedLevels());
    }

    private void row(LaneRows rows, boolean isFirst) {
        digests.row(rows);
        place.row(rows);
        NumberingCheck.Step step = numbering.row(rows);
        if (step == NumberingCheck.Step.HOLE) {
            messages.interrupt();
            anchors.interrupt();
            periods.interrupt();
        }
        boolean sound = values.row(rows);
        EventType type = rows.type();
        if (type != null) {
            types.merge(type, 1L, Long::sum);
        }
        if (sound && type == EventType.BOOK_SNAPSHOT) {
            kinds.merge(rows.kind(), 1L, Long::sum);
            sound = books.row(rows);
        }
        if (step == NumberingCheck.Step.REPEATED) {
            return;
        }
        periods.row(rows);
        if (sound) {
            quotes.row(rows);
        }
        if (!sound) {
            messages.interrupt();
            anchors.interrupt();
            return;
        }
        messages.row(rows, isFirst);
        if (isFirst) {
            seeds.first(rows);
            anchors.begin(rows);
        }
        anchors.row(rows);
    }
}
