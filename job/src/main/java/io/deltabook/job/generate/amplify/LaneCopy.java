// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.generate.amplify;

import io.deltabook.contract.HivePath;
import io.deltabook.contract.LaneId;
import io.deltabook.job.generate.ColumnFileWriter;
import io.deltabook.job.generate.LaneFiles;
import io.deltabook.job.parquet.dialect.DeltaField;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;

/**
 * Writes the repetitions of one symbol; used by one thread. The capture is shared and read-only.
 */
final class LaneCopy {
    private final Capture capture;
    private final Repetition repetition;
    private final LaneId lane;
    private final CapturedColumn[] columns;
    private final boolean[] isTime;
    private final long[] shiftOfColumn;
    private final int symbolColumn;
    private final Binary symbol;

    LaneCopy(Capture capture, Repetition repetition, LaneId lane) {
        this.capture = capture;
        this.repetition = repetition;
        this.lane = lane;
        columns = capture.columns().toArray(CapturedColumn[]::new);
        isTime = new boolean[columns.length];
        shiftOfColumn = new long[columns.length];
        for (DeltaField field : DeltaField.values()) {
            int index = capture.index(field);
            if (index >= 0) {
                describe(field, index);
            }
        }
        symbolColumn = capture.index(DeltaField.SYMBOL);
        symbol = Binary.fromConstantByteArray(lane.symbol().getBytes(StandardCharsets.UTF_8));
    }

    private void describe(DeltaField field, int index) {
        switch (field) {
            case EVENT_TIME, ARRIVAL_TIME -> {
                isTime[index] = true;
                shiftOfColumn[index] = repetition.timeShiftNanos() / capture.nanosPerUnit(field);
            }
            case UPDATE_ID, FIRST_ID, PREVIOUS_ID -> shiftOfColumn[index] = repetition.idShift();
            default -> shiftOfColumn[index] = 0;
        }
    }

    /** Number of files written. */
    int write(AmplifySettings settings, long times) throws IOException {
        Path folder = settings.output().resolve("deltas").resolve(HivePath.of(lane));
        LaneFiles files = new LaneFiles(folder, capture.schema(), settings.form());
        try (files) {
            WrittenTime written = new WrittenTime(capture, repetition.firstTimeNanos());
            for (long repeated = 0; repeated < times; repeated++) {
                for (int place = 0; place < repetition.size(); place++) {
                    int row = repetition.row(place);
                    long nanos = written.of(row, repeated * repetition.timeShiftNanos());
                    writeRow(row, repeated, files.nextRow(nanos));
                }
            }
        }
        return files.files();
    }

    private void writeRow(int row, long repeated, ColumnFileWriter file) throws IOException {
        for (int i = 0; i < columns.length; i++) {
            CapturedColumn column = columns[i];
            ColumnWriter to = file.column(i);
            if (i == symbolColumn && !column.isNull(row)) {
                column.write(symbol, to);
            } else {
                boolean isMissing = isTime[i] && column.number(row) <= 0;
                column.write(row, isMissing ? 0 : repeated * shiftOfColumn[i], to);
            }
        }
        file.endRow();
    }

    /** When the recorder wrote a row: its arrival time or else its event time, never decreasing. */
    private static final class WrittenTime {
        private final CapturedColumn arrivals;
        private final CapturedColumn events;
        private final long arrivalUnit;
        private final long eventUnit;
        private long latest;

        WrittenTime(Capture capture, long firstNanos) {
            latest = firstNanos;
            arrivals = capture.column(DeltaField.ARRIVAL_TIME);
            events = capture.column(DeltaField.EVENT_TIME);
            arrivalUnit = arrivals == null ? 0 : capture.nanosPerUnit(DeltaField.ARRIVAL_TIME);
            eventUnit = capture.nanosPerUnit(DeltaField.EVENT_TIME);
        }

        long of(int row, long shift) {
            boolean hasArrival = arrivals != null && arrivals.number(row) > 0;
            long nanos =
                    hasArrival
                            ? arrivals.number(row) * arrivalUnit
                            : events.number(row) * eventUnit;
            latest = Math.max(latest, nanos <= 0 ? latest : nanos + shift);
            return latest;
        }
    }
}
