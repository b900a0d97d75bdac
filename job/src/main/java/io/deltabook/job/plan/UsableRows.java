// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RejectReason;
import io.deltabook.contract.SequenceMode;
import io.deltabook.job.parquet.event.TimestampUnit;
import io.deltabook.job.parquet.profile.LaneSample;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts how many of a lane's first rows a run could not use. */
final class UsableRows {
    private final Lane lane;
    private final Map<RejectReason, Integer> reasons = new EnumMap<>(RejectReason.class);
    private int rows;
    private boolean hasTime;
    private String firstFile;
    private long firstRow;
    private final TimestampUnit unit;
    private String finerTime;

    /**
     * @param unit unit of the output's times
     */
    UsableRows(Lane lane, TimestampUnit unit) {
        this.lane = lane;
        this.unit = unit;
    }

    /** Accepts the lane's next rows; returns true if it needs more. */
    boolean add(DeltaBatch batch) {
        for (int row = 0; row < batch.size() && wantsMore(); row++) {
            if (batch.isFurtherLevel(row)) {
                continue;
            }
            rows++;
            RejectReason reason = reason(batch, row);
            if (reason != null) {
                if (reasons.isEmpty()) {
                    firstFile = batch.file(batch.table(row));
                    firstRow = batch.fileRow(row);
                }
                reasons.merge(reason, 1, Integer::sum);
            }
        }
        return wantsMore();
    }

    boolean wantsMore() {
        return rows < LaneSample.MAX_ROWS;
    }

    /** Why a row cannot be used, null if it can. */
    private RejectReason reason(DeltaBatch batch, int row) {
        boolean isTimed =
                batch.eventTime(row) != Missing.TIME || batch.arrivalTime(row) != Missing.TIME;
        hasTime |= isTimed;
        if (finerTime == null) {
            look(batch, row);
        }
        int code = batch.rejectCode(row);
        if (code != RejectReason.USABLE) {
            return RejectReason.ofCode(code);
        }
        if (batch.table(row) == InputTable.BOOK) {
            return reasonOfBook(batch, row);
        }
        if (lane.mode() != SequenceMode.NONE && batch.updateId(row) == Missing.ID) {
            return RejectReason.NULL_UPDATE_ID;
        }
        return hasTime ? null : RejectReason.NULL_TIME;
    }

    private void look(DeltaBatch batch, int row) {
        for (long time : new long[] {batch.eventTime(row), batch.arrivalTime(row)}) {
            if (time != Missing.TIME && !unit.holds(time)) {
                finerTime =
                        "[%s] row %d of %s has a time of %d ns"
                                .formatted(
                                        batch.file(batch.table(row)),
                                        batch.fileRow(row),
                                        lane.id(),
                                        time);
                return;
            }
        }
    }

    /** The first row with a time that the output's unit cannot hold; null if there is none. */
    String finerTime() {
        return finerTime;
    }

    /** A book without levels is refused; one without an id counts as one of the newest message. */
    private RejectReason reasonOfBook(DeltaBatch batch, int row) {
        if (batch.quantity(row) == 0) {
            return RejectReason.NULL_PRICE;
        }
        return hasTime ? null : RejectReason.NULL_TIME;
    }

    private int unusable() {
        return reasons.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Whether more than half of the rows cannot be used. */
    boolean areTooFew() {
        return unusable() > rows / 2;
    }

    /** File of the first row that cannot be used. */
    String firstFile() {
        return firstFile;
    }

    /** The row in its file. */
    long firstRow() {
        return firstRow;
    }

    /** The most frequent reason. */
    RejectReason mainReason() {
        return byCount().get(0).getKey();
    }

    private List<Map.Entry<RejectReason, Integer>> byCount() {
        return reasons.entrySet().stream()
                .sorted(
                        Map.Entry.<RejectReason, Integer>comparingByValue(
                                Comparator.reverseOrder()))
                .toList();
    }

    /** Describes how many rows cannot be used, and why. */
    String counts() {
        List<String> parts =
                byCount().stream()
                        .map(each -> format("%,d %s", each.getValue(), each.getKey()))
                        .toList();
        return format(
                "%,d of the first %,d rows of %s are not: %s",
                unusable(), rows, lane.id(), String.join(", ", parts));
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
