// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.generate.synthetic;

import io.deltabook.contract.RejectReason;
import io.deltabook.job.generate.LaneFiles;
import io.deltabook.job.generate.synthetic.Planted.Count;
import java.io.IOException;
import java.util.SplittableRandom;

/** Writes messages as rows, in the order in which a recorder received them. */
final class MessageWriter {
    private static final long MILLI = 1_000_000;

    private final LaneFiles files;
    private final Market market;
    private final Planted planted;
    private final SplittableRandom random;
    private final NativeRow row = new NativeRow();
    private final double priceUnit;
    private final double quantityUnit;
    private long written;
    private long received = Long.MIN_VALUE;

    MessageWriter(LaneFiles files, Market market, Planted planted, SplittableRandom random) {
        this.files = files;
        this.market = market;
        this.planted = planted;
        this.random = random;
        this.priceUnit = Math.pow(10, market.instrument().priceScale());
        this.quantityUnit = Math.pow(10, market.instrument().quantityScale());
    }

    /** Rows written so far. */
    long rows() {
        return written;
    }

    void write(DeltaMessage message) throws IOException {
        arrive(message);
        for (int i = 0; i < message.size(); i++) {
            fill(message, i);
            writeRow();
        }
    }

    /** Writes a message with an additional bad row before row {@code at}. */
    void writeWithBadRow(DeltaMessage message, RejectReason reason, int at) throws IOException {
        arrive(message);
        for (int i = 0; i <= message.size(); i++) {
            if (i == at) {
                fill(message, Math.min(i, message.size() - 1));
                spoil(reason);
            }
            if (i < message.size()) {
                fill(message, i);
                writeRow();
            }
        }
    }

    /** Writes a message that consists of one bad row. */
    void writeBadRow(DeltaMessage message, RejectReason reason) throws IOException {
        DeltaMessage one = message.copy();
        one.add(true, market.instrument().startTicks(), 1);
        arrive(one);
        fill(one, 0);
        spoil(reason);
    }

    private void spoil(RejectReason reason) throws IOException {
        BadRow.spoil(row, reason);
        planted.addRejected(reason);
        writeRow();
    }

    private void arrive(DeltaMessage message) {
        long latency = 5 * MILLI + random.nextLong(35 * MILLI);
        received = Math.max(received, market.timeNanos() + latency);
        row.eventTime = message.timeNanos;
        row.arrivalTime = received;
        row.firstId = message.firstId;
        row.previousId = message.previousId;
        row.snapshot = message.snapshot;
    }

    private void fill(DeltaMessage message, int i) {
        row.eventTime = message.timeNanos;
        row.arrivalTime = received;
        row.updateId = message.updateId;
        row.side = message.isBid(i) ? NativeRow.BID : NativeRow.ASK;
        row.price = message.ticks(i) * market.instrument().tick() / priceUnit;
        row.priceIsNull = false;
        row.quantity = message.lots(i) / quantityUnit;
        row.quantityIsNull = false;
    }

    private void writeRow() throws IOException {
        NativeColumns.write(row, files.nextRow(received));
        planted.add(Count.ROWS_IN, 1);
        written++;
    }
}
