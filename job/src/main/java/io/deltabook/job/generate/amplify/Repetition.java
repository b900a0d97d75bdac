// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.generate.amplify;

import io.deltabook.contract.BadInputException;
import io.deltabook.job.parquet.dialect.DeltaField;
import java.util.Arrays;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * The rows of a capture that are repeated, and the distance between consecutive repetitions.
 *
 * <p>A repetition starts with the capture's first snapshot. Messages that the snapshot makes
 * obsolete are left out; messages that arrived before it but follow it by their ids come after it.
 * The ids of a repetition start right after the last one of the previous repetition, so its
 * snapshot is newer than the book, is loaded completely, and bridges to the first message as in the
 * capture: no gap, no stale message, and the same book at the same row of every repetition.
 */
final class Repetition {
    private static final long MILLI = 1_000_000;

    private final Capture capture;
    private final CapturedColumn ids;
    private final CapturedColumn snapshots;
    private final int[] rows;
    private final long idShift;
    private final long timeShiftNanos;
    private final long firstTimeNanos;
    private final long lastTimeNanos;
    private final long lastId;

    private Repetition(Capture capture) {
        this.capture = capture;
        ids = capture.column(DeltaField.UPDATE_ID);
        snapshots = capture.column(DeltaField.SNAPSHOT);
        requireShiftable(DeltaField.EVENT_TIME);
        requireShiftable(DeltaField.ARRIVAL_TIME);
        requireShiftable(DeltaField.UPDATE_ID);
        requireShiftable(DeltaField.FIRST_ID);
        requireShiftable(DeltaField.PREVIOUS_ID);
        int start = firstSnapshot();
        int end = endOfSnapshot(start);
        rows = rows(start, end);
        lastId = ids == null ? 0 : max(ids);
        idShift = ids == null ? 0 : lastId - ids.number(start) + 1;
        CapturedColumn times = capture.column(DeltaField.EVENT_TIME);
        long unit = capture.nanosPerUnit(DeltaField.EVENT_TIME);
        lastTimeNanos = max(times) * unit;
        firstTimeNanos = min(times) * unit;
        timeShiftNanos = timeShift(lastTimeNanos - firstTimeNanos);
    }

    /**
     * Decides which rows of a capture are repeated.
     *
     * @throws BadInputException if the capture has no marked snapshot, or has ids or times that
     *     cannot be shifted
     */
    static Repetition of(Capture capture) {
        return new Repetition(capture);
    }

    private void requireShiftable(DeltaField field) {
        CapturedColumn column = capture.column(field);
        if (column != null && !column.isOf(PrimitiveTypeName.INT64)) {
            throw new BadInputException(
                    "the capture's %s must be an INT64 to be shifted, but is %s; lane=%s"
                            .formatted(
                                    field.name(),
                                    capture.schema().getType(capture.index(field)),
                                    capture.lane()));
        }
    }

    private int firstSnapshot() {
        for (int row = 0; snapshots != null && row < capture.rows(); row++) {
            if (isSnapshot(row) && !isWithoutId(row)) {
                return row;
            }
        }
        throw new BadInputException(
                "the capture must hold a snapshot, rows marked by an is_snapshot column, because a repetition starts with it, but has none; lane=%s"
                        .formatted(capture.lane()));
    }

    private boolean isWithoutId(int row) {
        return ids != null && ids.isNull(row);
    }

    private boolean isSnapshot(int row) {
        return snapshots.number(row) != 0;
    }

    private int endOfSnapshot(int start) {
        int end = start + 1;
        while (end < capture.rows()
                && isSnapshot(end)
                && (ids == null || ids.number(end) == ids.number(start))) {
            end++;
        }
        return end;
    }

    /** The snapshot's rows, then the others that it does not make obsolete, in their order. */
    private int[] rows(int start, int end) {
        int[] kept = new int[capture.rows()];
        int size = 0;
        for (int row = start; row < end; row++) {
            kept[size++] = row;
        }
        for (int row = 0; row < capture.rows(); row++) {
            boolean isOther = row < start || row >= end;
            if (isOther && !isObsolete(row, start)) {
                kept[size++] = row;
            }
        }
        return Arrays.copyOf(kept, size);
    }

    private boolean isObsolete(int row, int snapshot) {
        if (ids == null) {
            return row < snapshot;
        }
        return !ids.isNull(row) && ids.number(row) <= ids.number(snapshot);
    }

    private long max(CapturedColumn column) {
        long max = Long.MIN_VALUE;
        for (int row : rows) {
            max = column.isNull(row) ? max : Math.max(max, column.number(row));
        }
        return max;
    }

    /** The smallest value that is not missing. */
    private long min(CapturedColumn column) {
        long min = Long.MAX_VALUE;
        for (int row : rows) {
            boolean isMissing = column.isNull(row) || column.number(row) <= 0;
            min = isMissing ? min : Math.min(min, column.number(row));
        }
        return min;
    }

    /** The capture's time span plus one average step between times, in whole milliseconds. */
    private long timeShift(long spanNanos) {
        long steps = 0;
        CapturedColumn times = capture.column(DeltaField.EVENT_TIME);
        for (int i = 1; i < rows.length; i++) {
            steps += times.number(rows[i]) != times.number(rows[i - 1]) ? 1 : 0;
        }
        long step = spanNanos / Math.max(1, steps);
        return (spanNanos + step) / MILLI * MILLI + MILLI;
    }

    /** Row of the capture for an index in the repetition. */
    int row(int place) {
        return rows[place];
    }

    int size() {
        return rows.length;
    }

    /** Added to ids with each repetition. */
    long idShift() {
        return idShift;
    }

    /** Added to times with each repetition; ns. */
    long timeShiftNanos() {
        return timeShiftNanos;
    }

    /** Earliest event time of the first repetition, ns. */
    long firstTimeNanos() {
        return firstTimeNanos;
    }

    /** Latest event time of the first repetition, ns. */
    long lastTimeNanos() {
        return lastTimeNanos;
    }

    /** Largest id of the first repetition. */
    long lastId() {
        return lastId;
    }
}
