// SPDX-License-Identifier: Apache-2.0
package io.deltabook.sequence;

import io.deltabook.contract.Missing;
import io.deltabook.contract.SequenceMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What some of a lane's delta rows say about its ids; decides the mode that {@code auto} stands
 * for. Steps are counted when the message that they lead to is at its end: by the next one, by
 * {@link #interrupt} or by {@link #mode}. Ids are judged by what they hold, since a column that is
 * present may be filled with zeros. A wrong choice here must lead to false gaps, never to gaps that
 * go unseen: so a few faults do not count against a stricter mode.
 */
public final class ModeEvidence {
    /** Delta rows of a lane that are looked at. */
    public static final int MAX_ROWS = 100_000;

    /** Fewest steps from message to message that ids can be called contiguous by. */
    static final int MIN_STEPS = 30;

    /** Rows of the smallest full snapshot that stands unmarked among the deltas. */
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

    /** Id of the message before, {@link Missing#ID} where it is unknown or was a snapshot. */
    private long last = Missing.ID;

    private long pendingId = Missing.ID;
    private long pendingFirst;
    private long pendingPrevious;
    private int pendingRows;
    private boolean isPendingFull;

    /**
     * Takes the next delta row that is not marked as part of a snapshot.
     *
     * @param id final id of its message or {@link Missing#ID}
     * @param first first id or {@link Missing#ID}
     * @param previous id of the message before or {@link Missing#ID}
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

    /** Takes the next row that is marked as part of a snapshot: no step leads over it. */
    public void addSnapshot(long id) {
        if (isEnough()) {
            return;
        }
        snapshotRows++;
        snapshotIds.add(id);
        endMessage();
        last = Missing.ID;
    }

    /** Takes the id of the next book of a lane that has no deltas. */
    public void addBook(long id) {
        long before = lastBook;
        addSnapshot(id);
        books++;
        if (id > 0) {
            bookFalls += id < before ? 1 : 0;
            lastBook = id;
        }
    }

    /** The next row does not follow the one before, as in another file. */
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

    /** Delta rows seen, those of unmarked snapshots included. */
    public int rows() {
        return rows;
    }

    /** Rows that count towards what is enough: of deltas, or books where there are none. */
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

    /** Rows with the id of the row before, as the rows of one message have. */
    public int repeats() {
        return repeats;
    }

    /** Steps to the next id. */
    public int stepsOfOne() {
        return stepsOfOne;
    }

    /** Steps over at least one id. */
    public int jumps() {
        return jumps;
    }

    /** Steps back. */
    public int falls() {
        return falls;
    }

    /** Steps to a message whose previous id is that of the message before. */
    public int links() {
        return links;
    }

    /** Steps to a message whose range of ids goes on where the message before ended. */
    public int covers() {
        return covers;
    }

    /** Steps from message to message. */
    public int steps() {
        return stepsOfOne + jumps + falls;
    }

    /** Books seen of a lane that has no deltas. */
    public int books() {
        return books;
    }

    /** Books with an id below that of the book before. */
    public int bookFalls() {
        return bookFalls;
    }

    /** True once a row was seen, so that a mode can be told. */
    public boolean isAny() {
        return rows + snapshotRows > 0;
    }

    /** True once no further row counts. */
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

    /** In a short sample a single loss is more than one step in a hundred. */
    private boolean isContiguous() {
        return steps() >= MIN_STEPS && (jumps + falls <= 1 || percentOfOne() >= CONTIGUOUS_PERCENT);
    }

    /** The rows of one message share its id: only beyond its time an id that stays is none. */
    private boolean hasIds() {
        return rows == 0
                ? snapshotIds.isPositive() && !(books > 0 && snapshotIds.isConstant())
                : ids.isPositive() && !(ids.isConstant() && hasManyTimes);
    }

    private double percentOfOne() {
        return 100.0 * stepsOfOne / steps();
    }

    /** Why it is this mode, in words. */
    public String reason() {
        return switch (mode()) {
            case CHAIN ->
                    steps() == 0
                            ? "messages name the id before"
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

    /** What the user should know of the choice, a sentence each; none if it is plain. */
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
