// SPDX-License-Identifier: Apache-2.0
package io.deltabook.oracle;

import io.deltabook.contract.BookState;
import io.deltabook.contract.ColdStart;
import io.deltabook.contract.CrossedPolicy;
import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.MajorGapPolicy;
import io.deltabook.contract.Missing;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.engine.BookSettings;
import java.util.List;

/**
 * The rows of the state table in contract 3.3 that are about delta messages, and the crossed book.
 */
final class ReferenceTable {
    final SequenceMode mode;
    final BookSettings settings;
    final ReferenceJournal journal;
    final ReferenceSequence sequence;
    final ReferenceRing ring;
    final ReferenceClock clock;
    final ReferenceBook book = new ReferenceBook();
    BookState state;

    /** The book has levels of a snapshot without id: nobody knows which message it shows. */
    boolean unproven;

    /** The newest message left the book crossed. */
    private boolean crossedRun;

    ReferenceTable(SequenceMode mode, BookSettings settings, ReferenceJournal journal) {
        this.mode = mode;
        this.settings = settings;
        this.journal = journal;
        sequence = new ReferenceSequence(mode, settings.restartAfter());
        ring = new ReferenceRing(settings.ringMessages());
        clock = new ReferenceClock(settings, journal);
        boolean waits =
                settings.coldStart() == ColdStart.AUTO
                        ? mode.isVerified()
                        : settings.coldStart() == ColdStart.WAIT;
        state = waits ? BookState.WAITING : BookState.SUSPECT;
    }

    /** The rows that a seed ends with the first part of: they bear that part's time. */
    void rest(ReferenceMessage message, ReferenceSnapshots snapshots) {
        snapshots.refuseHeld();
        if (mode.isVerified() && clock.previousNanos() != Missing.TIME) {
            message.timeNanos = clock.previousNanos();
        }
        take(message, ReferenceSequence.Kind.OK);
    }

    void delta(ReferenceMessage message, ReferenceSnapshots snapshots) {
        ReferenceSequence.Kind kind = sequence.judge(message);
        boolean old = kind == ReferenceSequence.Kind.OLD || kind == ReferenceSequence.Kind.RESTART;
        if (snapshots.settleHeld(message, old)) {
            return;
        }
        if (kind == ReferenceSequence.Kind.OLD) {
            old(message);
        } else {
            take(message, kind);
        }
    }

    private void old(ReferenceMessage message) {
        clock.old(message);
        if (sequence.isStale(message)) {
            countOld(message, IncidentKind.STALE, "STALE", "STALE_ROWS");
        } else if (sequence.isLate(message)) {
            countOld(message, IncidentKind.LATE, "LATE", "LATE_ROWS");
        } else {
            countOld(message, IncidentKind.DUPLICATE, "DUPLICATES", "DUPLICATE_ROWS");
        }
    }

    void countOld(ReferenceMessage message, IncidentKind kind, String messages, String rows) {
        journal.counters.add(messages, 1);
        journal.counters.add(rows, message.rows.size());
        journal.incident(kind, message, null);
    }

    /** The column "message, OK" to "numbering restarted" of the table in 3.3. */
    private void take(ReferenceMessage message, ReferenceSequence.Kind kind) {
        clock.taken(message, state);
        boolean toRing = state != BookState.LIVE;
        switch (kind) {
            case GAP -> {
                state = gap(message);
                toRing = true;
            }
            case RESTART -> {
                recordGap(message, null, "RESTART");
                recordRestart(message);
                sequence.forgetSnapshot();
                ring.clear();
                toRing = true;
                state = BookState.WAITING;
            }
            case REGRESSION -> {
                journal.counters.add("REGRESSIONS", 1);
                journal.incident(IncidentKind.REGRESSION, message, null);
                book.dropHorizons();
                state = state == BookState.LIVE ? BookState.SUSPECT : state;
            }
            default -> {}
        }
        if (state == BookState.WAITING) {
            book.clear();
            crossedRun = false;
        }
        applyAndEmit(message, toRing);
    }

    /** Records a gap and returns the state it leaves behind. */
    private BookState gap(ReferenceMessage message) {
        Long size = sequence.gapSize(message);
        recordGap(message, size, null);
        sequence.addHole(message);
        ring.clear();
        book.dropHorizons();
        boolean small = size != null && size <= settings.gapRecoveryThreshold();
        if (state == BookState.WAITING) {
            return BookState.WAITING;
        }
        return small || settings.onMajorGap() == MajorGapPolicy.SUSPECT
                ? BookState.SUSPECT
                : BookState.WAITING;
    }

    private void recordGap(ReferenceMessage message, Long size, String reason) {
        journal.counters.addGap(size);
        long expected =
                switch (mode) {
                    case RANGE, CONTIGUOUS -> sequence.last + 1;
                    default -> sequence.last;
                };
        long actual =
                switch (mode) {
                    case RANGE -> ReferenceSequence.firstId(message);
                    case CHAIN -> message.previousId;
                    default -> message.updateId;
                };
        journal.incident(
                ReferenceIncident.gap(
                        IncidentKind.GAP,
                        journal.nextSeq(),
                        message.timeNanos,
                        reason,
                        message.updateId,
                        expected,
                        actual,
                        size == null ? Missing.ID : size));
    }

    void recordRestart(ReferenceMessage message) {
        journal.counters.add("RESTARTS", 1);
        journal.incident(IncidentKind.RESTART, message, null);
    }

    private void applyAndEmit(ReferenceMessage message, boolean toRing) {
        long appliedBefore = journal.counters.value("APPLIED_ROWS");
        sequence.taken(message);
        if (toRing) {
            addToRing(message);
        }
        apply(message, true);
        if (!message.rows.isEmpty()) {
            snapshotAfter(message, appliedBefore);
        }
    }

    /**
     * Puts a message into the book, uncrosses it and writes the rows (unless it is replayed: then
     * they were written already) and the repairs, with the state that the message leaves behind.
     */
    void apply(ReferenceMessage message, boolean emit) {
        if (message.own.isUnreadable) {
            state = state == BookState.LIVE ? BookState.SUSPECT : state;
        }
        boolean crossed = applyRows(message);
        List<ReferenceRow> repairs = uncross(message, crossed);
        if (state != BookState.WAITING) {
            book.evict(settings.retained());
        }
        message.own.applyTo(book);
        message.beside.applyTo(book);
        if (emit) {
            emitRows(message, repairs.isEmpty());
        }
        recordCrossing(message, crossed);
        emitRepairs(message, repairs, emit);
        journal.counters.add("LIVE_MESSAGES", emit && state == BookState.LIVE ? 1 : 0);
    }

    void beginCrossedRun() {
        crossedRun = true;
    }

    /** A snapshot was loaded: no crossed run continues. */
    void endCrossedRun() {
        crossedRun = false;
    }

    /** Puts the rows into the book and says whether it is crossed then, where anybody asks. */
    private boolean applyRows(ReferenceMessage message) {
        if (state == BookState.WAITING) {
            return false;
        }
        book.apply(message.rows);
        journal.counters.add("APPLIED_ROWS", message.rows.size());
        return settings.crossedPolicy() != CrossedPolicy.OFF && book.isCrossed();
    }

    private List<ReferenceRow> uncross(ReferenceMessage message, boolean crossed) {
        if (!crossed) {
            return List.of();
        }
        if (settings.crossedPolicy() == CrossedPolicy.FAIL) {
            throw new IllegalStateException("book is crossed after update_id " + message.updateId);
        }
        state = BookState.SUSPECT;
        book.dropHorizons();
        return settings.crossedPolicy() == CrossedPolicy.REPAIR
                ? book.repair(message.rows)
                : List.of();
    }

    private void recordCrossing(ReferenceMessage message, boolean crossed) {
        if (crossed) {
            journal.counters.add("CROSSED", 1);
            if (settings.crossedPolicy() == CrossedPolicy.REPAIR || !crossedRun) {
                journal.incident(IncidentKind.CROSSED, message, null);
            }
        }
        crossedRun = crossed;
    }

    private void emitRows(ReferenceMessage message, boolean lastRowIsLast) {
        int count = message.rows.size();
        for (int i = 0; i < count; i++) {
            boolean last = lastRowIsLast && i == count - 1;
            journal.delta(message.timeNanos, state, message.updateId, message.rows.get(i), last);
        }
    }

    /** Rows of a replayed message were closed already: the RESYNC behind it closes its repairs. */
    private void emitRepairs(ReferenceMessage message, List<ReferenceRow> repairs, boolean closes) {
        for (int i = 0; i < repairs.size(); i++) {
            ReferenceRow repair = repairs.get(i);
            journal.counters.add("REPAIR_EVENTS", 1);
            journal.counters.add("REPAIRED_LEVELS", 1);
            journal.incident(
                    ReferenceIncident.of(
                                    IncidentKind.REPAIR,
                                    journal.nextSeq(),
                                    message.timeNanos,
                                    null,
                                    message.updateId)
                            .withLevel(repair.side(), repair.price()));
            boolean last = closes && i == repairs.size() - 1;
            journal.delta(message.timeNanos, state, message.updateId, repair, last);
        }
    }

    private void addToRing(ReferenceMessage message) {
        int left = ring.add(message);
        journal.counters.add("RING_OVERFLOWS", left);
        if (ring.beginsOverflow(left > 0)) {
            journal.incident(IncidentKind.RING_OVERFLOW, message, null);
        }
    }

    /** PERIODIC, else INTERVAL, else nothing; none in WAITING. */
    private void snapshotAfter(ReferenceMessage message, long appliedBefore) {
        boolean interval = clock.passesInterval(message.timeNanos);
        if (state == BookState.WAITING) {
            return;
        }
        if (passesEveryUpdates(appliedBefore)) {
            write(message.timeNanos, SnapshotKind.PERIODIC, settings.anchorLevels());
        } else if (interval) {
            write(message.timeNanos, SnapshotKind.INTERVAL, settings.depthPublished());
        }
    }

    private boolean passesEveryUpdates(long appliedBefore) {
        long every = settings.snapshotEveryUpdates();
        long applied = journal.counters.value("APPLIED_ROWS");
        return every > 0 && applied / every > appliedBefore / every;
    }

    void write(long nanos, SnapshotKind kind, int levels) {
        write(nanos, kind, levels, ReferenceSnapshots.Proof.NONE);
    }

    /** A snapshot after one of the input, which in {@code monotonic} proves this many levels. */
    void write(long nanos, SnapshotKind kind, int levels, ReferenceSnapshots.Proof proof) {
        SequenceMode proving = unproven && mode.isVerified() ? SequenceMode.NONE : mode;
        journal.snapshot(nanos, state, proving, sequence.last, kind, book, levels, proof);
    }

    /** A file was skipped: where no ids tell what is missing, something is. */
    void leftOut() {
        if (!mode.isVerified() && state == BookState.LIVE) {
            state = BookState.SUSPECT;
            book.dropHorizons();
        }
    }
}
