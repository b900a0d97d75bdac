// SPDX-License-Identifier: Apache-2.0
package io.deltabook.batch;

import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** Versioned binary form of a {@link DeltaBatch}: one bulk copy per column. */
public final class DeltaBatchCodec {
    static final int VERSION = 2;

    /** Version without the values of rows that have no time. */
    private static final int FIRST_VERSION = 1;

    private DeltaBatchCodec() {}

    public static void write(DeltaBatch batch, DataOutput out) throws IOException {
        out.writeByte(VERSION);
        LaneCodec.write(batch.lane(), out);
        TextCodec.write(batch.file(), out);
        TextCodec.write(batch.file(InputTable.TRADES), out);
        TextCodec.write(batch.file(InputTable.BOOK), out);
        out.writeBoolean(batch.isEndOfLane());
        TextCodec.write(batch.problem(), out);
        int size = batch.size();
        out.writeInt(size);
        LongColumn.writeRuns(batch.eventTime, size, out);
        LongColumn.writeRuns(batch.arrivalTime, size, out);
        LongColumn.writeRuns(batch.updateId, size, out);
        LongColumn.writeRuns(batch.firstId, size, out);
        LongColumn.writeRuns(batch.previousId, size, out);
        out.write(batch.flags, 0, size);
        LongColumn.writeNumbers(batch.price, size, batch.pool(), out);
        LongColumn.writeNumbers(batch.quantity, size, batch.pool(), out);
        writeFileRows(batch, out);
        write(batch.rejected(), out);
        write(batch.timeless(), out);
    }

    private static void write(List<DeltaBatch.RawRow> rows, DataOutput out) throws IOException {
        out.writeInt(rows.size());
        for (DeltaBatch.RawRow raw : rows) {
            out.writeInt(raw.index());
            TextCodec.write(raw.side(), out);
            TextCodec.write(raw.price(), out);
            TextCodec.write(raw.quantity(), out);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if the version is unknown
     */
    public static DeltaBatch read(DataInput in) throws IOException {
        int version = CodecVersion.require("delta batch", FIRST_VERSION, VERSION, in);
        Lane lane = LaneCodec.read(in);
        String file = Objects.requireNonNull(TextCodec.read(in), "file");
        String trades = TextCodec.read(in);
        String books = TextCodec.read(in);
        boolean endOfLane = in.readBoolean();
        String problem = TextCodec.read(in);
        int size = in.readInt();
        DeltaBatch batch = new DeltaBatch(lane, file, size, endOfLane, problem);
        batch.size = size;
        if (trades != null) {
            batch.file(InputTable.TRADES, trades);
        }
        if (books != null) {
            batch.file(InputTable.BOOK, books);
        }
        LongColumn.readRuns(batch.eventTime, size, in);
        LongColumn.readRuns(batch.arrivalTime, size, in);
        LongColumn.readRuns(batch.updateId, size, in);
        LongColumn.readRuns(batch.firstId, size, in);
        LongColumn.readRuns(batch.previousId, size, in);
        in.readFully(batch.flags, 0, size);
        LongColumn.readNumbers(batch.price, size, batch.pool(), in);
        LongColumn.readNumbers(batch.quantity, size, batch.pool(), in);
        readFileRows(batch, in);
        read(batch.rejected(), in);
        if (version > FIRST_VERSION) {
            read(batch.timeless(), in);
        }
        return batch;
    }

    private static void read(List<DeltaBatch.RawRow> rows, DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            int index = in.readInt();
            String side = TextCodec.read(in);
            String price = TextCodec.read(in);
            rows.add(new DeltaBatch.RawRow(index, side, price, TextCodec.read(in)));
        }
    }

    /** Of rows that are consecutive in the file only the first row number is written. */
    private static void writeFileRows(DeltaBatch batch, DataOutput out) throws IOException {
        int size = batch.size();
        boolean consecutive = true;
        for (int i = 1; i < size && consecutive; i++) {
            consecutive = batch.fileRow[i] == batch.fileRow[i - 1] + 1;
        }
        out.writeBoolean(consecutive);
        if (!consecutive) {
            LongColumn.write(batch.fileRow, size, out);
        } else if (size > 0) {
            out.writeLong(batch.fileRow[0]);
        }
    }

    private static void readFileRows(DeltaBatch batch, DataInput in) throws IOException {
        int size = batch.size();
        if (!in.readBoolean()) {
            LongColumn.read(batch.fileRow, size, in);
        } else if (size > 0) {
            long first = in.readLong();
            for (int i = 0; i < size; i++) {
                batch.fileRow[i] = first + i;
            }
        }
    }
}
