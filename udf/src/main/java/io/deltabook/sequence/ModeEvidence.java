// SPDX-License-Identifier: Apache-2.0
package io.deltabook.sequence;

import io.deltabook.contract.Missing;
import io.deltabook.contract.SequenceMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a sample of a lane's delta rows tells about its ids; decides the mode for {@code auto}. A
 * step is counted when the message it leads to has ended: at the next message, {@link #interrupt}
 * or {@link #mode}. Ids are judged by their values, since a column that is present may be filled
 * with zeros. A wrong choice must lead to false gaps, never to undetected ones, so a few faults do
 * not rule out a stricter mode.
 */
public final class ModeEvidence {
    /** Maximum delta rows of a lane to examine. */
    public static final int MAX_ROWS = 100_000;

    /** Minimum steps between messages needed to call ids contiguous. */
    static final int MIN_STEPS = 30;

    /** Minimum rows of an unmarked full snapshot among the deltas. */
    static final int MIN_SNAPSHOT_ROWS = 100;

    private static final int CONTIGUOUS_PERCENT = 99;
    private static final int NEARLY_CONTIGUOUS_PERCENT = 90;

    private final IdEvidence ids = new IdEvidence();
    private final IdEvidence firstIds = new IdEvidence();
    private final IdEvidence previousIds = new IdEvidence();
    private final IdEvidence snapshotIds = new IdEvidence();
    private long firstTime = Missing.TIME;
    private boolean hasManyTimes;
    private int rows;
    private int snapshotRows;
    private int withoutId;
    private int repeats;
    private int stepsOfOne;
    private int jumps;
    private int falls;
    private int books;
    private int bookFalls;
    private long lastBook = Missing.ID;
    private int links;
    private int covers;

    /** Id of the previous message, {@link Missing#ID} if it is unknown or was a snapshot. */
    private long last = Missing.ID;

    private long pendingId = Missing.ID;
    private long pendingFirst;
    private long pendingPrevious;
    private int pendingRows;
    private boolean isPendingFull;

    /**
     * Adds the next delta row that is not marked as part of a snapshot.
     *
     * @param id final id of its message or {@link Missing#ID}
     * @param first first id or {@link Missing#ID}
     * @param previous id of the previous message or {@link Missing#ID}
     * @param time arrival time, or event time without one, or {@link Missing#TIME}
     * @param mayBeSnapshot whether the row may belong to a snapshot that is not marked
     */
    public void add(long id, long first, long previous, long time, boolean mayBeSnapshot) {
        if (isEnough()) {
            return;
        }
        rows++;
        ids.add(id);
        if (firstTime == Missing.TIME) {
            firstTime = time;
        } else {
            hasManyTimes |= time != Missing.TIME && time != firstTime;
        }
        if (id == Missing.ID || id <= 0) {
            withoutId++;
            return;
        }
        if (id == pendingId) {
            repeats++;
            pendingRows++;
            isPendingFull &= mayBeSnapshot;
            return;
        }
        endMessage();
        pendingId = id;
        pendingFirst = first;
        pendingPrevious = previous;
        pendingRows = 1;
        isPendingFull = mayBeSnapshot;
    }

    /** Adds the next row that is marked as part of a snapshot: no step is counted across it. */
    public void addSnapshot(long id) {
        if (isEnough()) {
            return;
        }
        snapshotRows++;
        snapshotIds.add(id);
        endMessage();
        last = Missing.ID;
    }

    /** Adds the id of the next book of a lane without deltas. */
    public void addBook(long id) {
        long before = lastBook;
        addSnapshot(id);
        books++;
        if (id > 0) {
            bookFalls += id < before ? 1 : 0;
            lastBook = id;
        }
    }

    /** The next row does not directly follow the previous one, for example in another file. */
    public void interrupt() {
        endMessage();
        last = Missing.ID;
        lastBook = Missing.ID;
    }

    private void endMessage() {
        if (pendingId == Missing.ID) {
            return;
        }
        if (isPendingFull && pendingRows >= MIN_SNAPSHOT_ROWS) {
            snapshotRows += pendingRows;
            last = Missing.ID;
        } else {
            firstIds.add(pendingFirst);
            previousIds.add(pendingPrevious);
            if (last != Missing.ID) {
                step();
            }
            last = pendingId;
        }
        pendingId = Missing.ID;
    }

    private void step() {
        if (pendingId == last + 1) {
            stepsOfOne++;
        } else if (pendingId > last) {
            jumps++;
        } else {
            falls++;
        }
        if (pendingPrevious == last) {
            links++;
        }
        if (pendingFirst > 0 && pendingFirst <= last + 1 && pendingId >= last + 1) {
            covers++;
        }
    }

    /** Delta rows seen, including those of unmarked snapshots. */
    public int rows() {
        return rows;
    }

    /** Rows that count towards a sufficient sample: deltas, or books if there are none. */
    public int allRows() {
        return rows + books;
    }

    /** Rows of snapshots seen, marked or not. */
    public int snapshotRows() {
        return snapshotRows;
    }

    /** Rows without an id above 0. */
    public int withoutId() {
        return withoutId;
    }

    /** Rows with the id of the previous row, as within a message. */
    public int repeats() {
        return repeats;
    }

    /** Steps to the next id. */
    public int stepsOfOne() {
        return stepsOfOne;
    }

    /** Steps that skip at least one id. */
    public int jumps() {
        return jumps;
    }

    /** Steps back. */
    public int falls() {
        return falls;
    }

    /** Steps to a message whose previous id is that of the previous message. */
    public int links() {
        return links;
    }

    /** Steps to a message whose id range continues where the previous message ended. */
    public int covers() {
        return covers;
    }

    /** Steps from message to message. */
    public int steps() {
        return stepsOfOne + jumps + falls;
    }

    /** Books seen, in a lane without deltas. */
    public int books() {
        return books;
    }

    /** Books with an id below that of the previous book. */
    public int bookFalls() {
        return bookFalls;
    }

    /** Whether a row was seen, so that a mode can be decided. */
    public boolean isAny() {
        return rows + snapshotRows > 0;
    }

    /** Whether the sample is full. */
    public boolean isEnough() {
        return rows + books >= MAX_ROWS;
    }

    /** The mode of the rows seen; {@link SequenceMode#NONE} if there were none. */
    public SequenceMode mode() {
        endMessage();
        if (!hasIds()) {
            return SequenceMode.NONE;
        }
        if (previousIds.isPlausible() && links * 2 >= steps()) {
            return SequenceMode.CHAIN;
        }
        if (firstIds.isPlausible() && covers * 2 >= steps()) {
            return SequenceMode.RANGE;
        }
        return isContiguous() ? SequenceMode.CONTIGUOUS : SequenceMode.MONOTONIC;
    }

    /** In a short sample a single loss exceeds one step in a hundred. */
    private boolean isContiguous() {
        return steps() >= MIN_STEPS && (jumps + falls <= 1 || percentOfOne() >= CONTIGUOUS_PERCENT);
    }

    /**
     * The rows of one message share its id, so a constant counts against the ids only if the time
     * changes.
     */
    private boolean hasIds() {
        return rows == 0
                ? snapshotIds.isPositive() && !(books > 0 && snapshotIds.isConstant())
                : ids.isPositive() && !(ids.isConstant() && hasManyTimes);
    }

    private double percentOfOne() {
        return 100.0 * stepsOfOne / steps();
    }

    /** Describes why this mode was chosen. */
    public String reason() {
        return switch (mode()) {
            case CHAIN ->
                    steps() == 0
                            ? "messages name the previous id"
                            : share(links) + " lead from the id that the message names";
            case RANGE ->
                    steps() == 0
                            ? "messages name their first id"
                            : share(covers) + " lead to the first id or into the message";
            case CONTIGUOUS -> share(stepsOfOne) + " are + 1";
            case MONOTONIC ->
                    books > 0
                            ? "books have ids, which prove nothing between them"
                            : steps() < MIN_STEPS
                                    ? format("fewer than %d steps to judge by", MIN_STEPS)
                                    : "only " + share(stepsOfOne) + " are + 1";
            case NONE ->
                    books > 0 && snapshotIds.isAny()
                            ? "the id of the books is " + snapshotIds.fault()
                            : ids.isAny() ? "the update id is " + ids.fault() : "no row has an id";
        };
    }

    private String share(int count) {
        return format("%,d of %,d steps", count, steps());
    }

    /** What the user should know about the choice, one sentence each; empty if it is clear. */
    public List<String> warnings() {
        SequenceMode mode = mode();
        List<String> warnings = new ArrayList<>();
        if (mode == SequenceMode.NONE && ids.isAny()) {
            warnings.add("the update id is there but was not taken: it is " + ids.fault());
        }
        if (mode == SequenceMode.MONOTONIC && bookFalls > 0) {
            warnings.add(
                    format(
                            "%,d of %,d books have an id below that of the book before: such books are refused; sequence.mode: none takes them all",
                            bookFalls, books));
        }
        if (mode == SequenceMode.NONE || mode == SequenceMode.CHAIN) {
            return warnings;
        }
        if (previousIds.isAny()) {
            warnings.add(
                    "the previous id is there but was not taken: "
                            + (previousIds.isPlausible()
                                    ? "only " + share(links) + " lead from the id that it names"
                                    : "it is " + previousIds.fault()));
        }
        if (mode != SequenceMode.RANGE && firstIds.isAny()) {
            warnings.add(
                    "the first id is there but was not taken: "
                            + (firstIds.isPlausible()
                                    ? "only " + share(covers) + " lead to it or into its message"
                                    : "it is " + firstIds.fault()));
        }
        if (mode != SequenceMode.RANGE && isNearlyContiguous()) {
            warnings.add(
                    format("%.1f %% of %,d steps are + 1: ", percentOfOne(), steps())
                            + (mode == SequenceMode.CONTIGUOUS
                                    ? "every other step is taken as a gap; sequence.mode: monotonic if the venue leaves ids out"
                                    : "if the venue leaves no id out, losses go unseen; sequence.mode: contiguous reports them as gaps"));
        }
        return warnings;
    }

    private boolean isNearlyContiguous() {
        return steps() >= MIN_STEPS
                && percentOfOne() >= NEARLY_CONTIGUOUS_PERCENT
                && percentOfOne() < CONTIGUOUS_PERCENT;
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
