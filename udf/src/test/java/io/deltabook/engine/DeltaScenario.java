// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.DecimalStrategy;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.LaneSnapshots;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RejectReason;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.Side;
import io.deltabook.oracle.ReferenceInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Input rows of one lane, written down message by message and cut into batches of any size. Every
 * message lies 100 ms after the one before unless {@link #at} says otherwise.
 */
final class DeltaScenario {
    /** 2024-08-08T23:54:15Z, ns. */
    static final long START_NANOS = 1_723_161_255L * 1_000_000_000L;

    static final long STEP_NANOS = 100_000_000L;
    static final String FILE = "deltas/scenario.parquet";

    private final Lane lane;
    private final List<Line> lines = new ArrayList<>();
    private long nextNanos = START_NANOS;
    private long deltaRows;
    private long tradeRows;
    private int bookFile;
    private long bookRows;
    private boolean ended;

    /**
     * One level of a message, or a row that cannot be used: its side is null and its price {@link
     * Missing#ID} where they cannot be read.
     */
    record Level(Side side, long price, long quantity, RejectReason fault) {}

    /** Ids of a message, {@link Missing#ID} where absent. */
    record Ids(long last, long first, long previous) {}

    /** The times of a row, {@link Missing#TIME} where absent. */
    record Times(long eventNanos, long arrivalNanos) {}

    /** Where a row stands; all levels of a row of the book table share their place. */
    private record Place(InputTable table, String file, long row) {}

    private record Line(
            ReferenceInput.Kind kind,
            Place place,
            Times times,
            Ids ids,
            boolean snapshot,
            Level level) {

        ReferenceInput input() {
            return new ReferenceInput(
                    kind,
                    place.file(),
                    place.row(),
                    times.eventNanos(),
                    times.arrivalNanos(),
                    ids.last(),
                    ids.first(),
                    ids.previous(),
                    snapshot,
                    level.side(),
                    level.price(),
                    level.quantity(),
                    level.fault());
        }
    }

    /** The same rows for the engine and for the reference. */
    record Chunk(DeltaBatch batch, List<ReferenceInput> inputs) {}

    static DeltaScenario of(SequenceMode mode) {
        return new DeltaScenario(mode, LaneSnapshots.MARKED);
    }

    DeltaScenario(SequenceMode mode, LaneSnapshots snapshots) {
        LaneId id = new LaneId("TEST", "BTC-USDT");
        lane = new Lane(id, id.toString(), mode, snapshots, DecimalStrategy.PIPS, 8, 8);
    }

    /** Rows written down so far. */
    int size() {
        return lines.size();
    }

    static Level bid(long price, long quantity) {
        return new Level(Side.BID, price, quantity, null);
    }

    static Level ask(long price, long quantity) {
        return new Level(Side.ASK, price, quantity, null);
    }

    /** A row that cannot be used and whose side and price cannot be read. */
    static Level bad(RejectReason fault) {
        return new Level(null, Missing.ID, 0, fault);
    }

    /** A row that cannot be used, but whose side and price are known. */
    static Level badAt(Side side, long price) {
        return new Level(side, price, 0, RejectReason.NEGATIVE_QUANTITY);
    }

    /** A row that only moves the ids. */
    static Level idOnly() {
        return new Level(null, 0, 0, null);
    }

    /** A row that cannot be used for its quantity. */
    static Level bad() {
        return bad(RejectReason.NEGATIVE_QUANTITY);
    }

    static Ids range(long first, long last) {
        return new Ids(last, first, Missing.ID);
    }

    static Ids chain(long previous, long last) {
        return new Ids(last, Missing.ID, previous);
    }

    static Ids id(long id) {
        return new Ids(id, Missing.ID, Missing.ID);
    }

    static Ids noId() {
        return id(Missing.ID);
    }

    /** Time of the next message, ns after the start; later ones follow it. */
    DeltaScenario at(long nanosAfterStart) {
        nextNanos = START_NANOS + nanosAfterStart;
        return this;
    }

    DeltaScenario snapshot(long id, Level... levels) {
        return rows(nextTimes(), id(id), true, List.of(levels));
    }

    /** A snapshot without an id. */
    DeltaScenario snapshotWithoutId(Level... levels) {
        return rows(nextTimes(), noId(), true, List.of(levels));
    }

    DeltaScenario message(Ids ids, Level... levels) {
        return rows(nextTimes(), ids, false, List.of(levels));
    }

    /** A rejected row whose update_id cannot be read. */
    DeltaScenario rowWithoutId() {
        return rows(nextTimes(), noId(), false, List.of(bad(RejectReason.NULL_UPDATE_ID)));
    }

    /** Rows with everything chosen by the caller. */
    DeltaScenario rows(Times times, Ids ids, boolean snapshot, List<Level> levels) {
        for (Level level : levels) {
            Place place = new Place(InputTable.DELTAS, FILE, deltaRows++);
            boolean idOnly = level.fault() == null && level.side() == null;
            ReferenceInput.Kind kind =
                    idOnly ? ReferenceInput.Kind.ID_ONLY : ReferenceInput.Kind.DELTA;
            lines.add(new Line(kind, place, times, ids, snapshot, level));
        }
        return this;
    }

    /** A trade, or one that cannot be used; side BID is a buy. */
    DeltaScenario trade(Times times, long tradeId, Level level) {
        Place place = new Place(InputTable.TRADES, "trades/scenario.parquet", tradeRows++);
        lines.add(new Line(ReferenceInput.Kind.TRADE, place, times, id(tradeId), false, level));
        return this;
    }

    /** A row of the book table: its levels, or one that cannot be used. */
    DeltaScenario book(Times times, Ids ids, List<Level> levels) {
        Place place = new Place(InputTable.BOOK, "book/" + bookFile + ".parquet", bookRows++);
        List<Level> marked = levels.isEmpty() ? List.of(bid(0, 0)) : levels;
        for (Level level : marked) {
            lines.add(new Line(ReferenceInput.Kind.BOOK_LEVEL, place, times, ids, false, level));
        }
        return this;
    }

    /** A file was skipped here, of deltas where the lane has some. */
    DeltaScenario leftOutFile() {
        InputTable table = lane.isBooksOnly() ? InputTable.BOOK : InputTable.DELTAS;
        Place place = new Place(table, table.name().toLowerCase(Locale.ROOT) + "/bad.parquet", 0);
        Times none = new Times(Missing.TIME, Missing.TIME);
        ReferenceInput.Kind kind = ReferenceInput.Kind.LEFT_OUT_FILE;
        lines.add(new Line(kind, place, none, noId(), false, bad(null)));
        return this;
    }

    /** The rows of the book table that follow stand in another file. */
    DeltaScenario nextBookFile() {
        bookFile++;
        bookRows = 0;
        return this;
    }

    private Times nextTimes() {
        long now = nextNanos;
        nextNanos += STEP_NANOS;
        return new Times(now, Missing.TIME);
    }

    DeltaScenario endOfLane() {
        ended = true;
        return this;
    }

    /** The same rows in a lane of another mode. */
    DeltaScenario as(SequenceMode mode) {
        DeltaScenario scenario = new DeltaScenario(mode, lane.snapshots());
        scenario.lines.addAll(lines);
        scenario.ended = ended;
        return scenario;
    }

    Lane lane() {
        return lane;
    }

    /** All rows, for the reference. */
    List<ReferenceInput> inputs() {
        return lines.stream().map(Line::input).toList();
    }

    boolean hasEnd() {
        return ended;
    }

    List<DeltaBatch> batches(int rows) {
        return chunks(rows).stream().map(Chunk::batch).toList();
    }

    /**
     * The rows in batches of {@code rows}, a row of the book table never cut, then the end of the
     * lane where it was asked for.
     */
    List<Chunk> chunks(int rows) {
        List<Chunk> chunks = new ArrayList<>();
        Chunk chunk = emptyChunk(rows);
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            boolean isLeftOut = line.kind() == ReferenceInput.Kind.LEFT_OUT_FILE;
            if (isLeftOut || isFull(chunk.batch(), i, rows)) {
                chunks.add(chunk);
                chunk = emptyChunk(rows);
            }
            if (isLeftOut) {
                DeltaBatch bad =
                        DeltaBatch.badFile(
                                lane, line.place().table(), line.place().file(), "left out");
                chunks.add(new Chunk(bad, List.of(line.input())));
            } else {
                append(chunk.batch(), line);
                chunk.inputs().add(line.input());
            }
        }
        chunks.add(chunk);
        if (ended) {
            chunks.add(new Chunk(DeltaBatch.endOfLane(lane), List.of()));
        }
        chunks.removeIf(each -> each.inputs().isEmpty() && !each.batch().isEndOfLane());
        return chunks;
    }

    private Chunk emptyChunk(int rows) {
        return new Chunk(new DeltaBatch(lane, FILE, rows), new ArrayList<>());
    }

    /** Whether line {@code i} has to begin another batch. */
    private boolean isFull(DeltaBatch batch, int i, int rows) {
        Place place = lines.get(i).place();
        boolean isFurtherLevel = i > 0 && place == lines.get(i - 1).place();
        String file = batch.file(place.table());
        boolean isOtherFile = file != null && !file.equals(place.file());
        return isOtherFile || batch.size() >= rows && !isFurtherLevel;
    }

    private static void append(DeltaBatch batch, Line line) {
        Place place = line.place();
        if (place.table() == InputTable.DELTAS) {
            appendDelta(batch, line);
            return;
        }
        batch.file(place.table(), place.file());
        Level level = line.level();
        long event = line.times().eventNanos();
        long arrival = line.times().arrivalNanos();
        long id = line.ids().last();
        if (level.fault() != null) {
            batch.appendRejected(
                    place.table(),
                    place.row(),
                    event,
                    arrival,
                    id,
                    level.fault(),
                    "bid",
                    "100",
                    "-1");
        } else if (place.table() == InputTable.TRADES) {
            batch.appendTrade(
                    place.row(), event, arrival, id, level.side(), level.price(), level.quantity());
        } else {
            batch.appendBookLevel(
                    place.row(), event, arrival, id, level.side(), level.price(), level.quantity());
        }
    }

    private static void appendDelta(DeltaBatch batch, Line line) {
        Level level = line.level();
        boolean isPlaced = level.side() != null && level.price() != Missing.ID;
        if (level.fault() != null && !isPlaced) {
            appendUnreadable(batch, line);
            return;
        }
        batch.append(
                line.place().row(),
                line.times().eventNanos(),
                line.times().arrivalNanos(),
                line.ids().last(),
                line.ids().first(),
                line.ids().previous(),
                line.snapshot(),
                isPlaced ? level.side() : Side.BID,
                level.price(),
                level.quantity());
        int row = batch.size() - 1;
        if (line.kind() == ReferenceInput.Kind.ID_ONLY) {
            batch.idOnly(row);
        } else if (level.fault() != null) {
            batch.reject(level.fault(), true, new DeltaBatch.RawRow(row, "bid", "100", "-1"));
        }
    }

    private static void appendUnreadable(DeltaBatch batch, Line line) {
        batch.appendRejected(
                line.place().row(),
                line.times().eventNanos(),
                line.times().arrivalNanos(),
                line.ids().last(),
                line.ids().first(),
                line.ids().previous(),
                line.snapshot(),
                line.level().fault(),
                "bid",
                "100",
                "-1");
    }

    /** Levels of a side as rows of a snapshot. */
    static List<Level> levels(Side side, Map<Long, Long> quantities) {
        List<Level> levels = new ArrayList<>();
        quantities.forEach((price, quantity) -> levels.add(new Level(side, price, quantity, null)));
        return levels;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            text.append(i).append(' ').append(line.kind());
            text.append(line.snapshot() ? " SNAPSHOT " : " ");
            text.append(text(line.ids().first())).append('/').append(text(line.ids().previous()));
            text.append("..").append(text(line.ids().last()));
            text.append(" t=").append(text(line.times().eventNanos()));
            text.append(" a=").append(text(line.times().arrivalNanos()));
            text.append(' ').append(line.level()).append('\n');
        }
        return text.toString();
    }

    private static String text(long value) {
        if (value == Missing.ID) {
            return "-";
        }
        return Long.toString(value > START_NANOS / 2 ? (value - START_NANOS) / 1_000_000 : value);
    }
}
