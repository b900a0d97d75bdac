// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.contract.Missing;
import io.deltabook.contract.SideBit;
import io.deltabook.number.WideDecimals;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Binary form of a message inside a lane's state: a head, then its rows. */
final class MessageCodec {
    /** The format of lane state 1, which had no prices of unusable rows. */
    static final int WITHOUT_PLACES = 1;

    /** The format without arrival times. */
    static final int WITHOUT_ARRIVAL = 2;

    /** The format that is written. */
    static final int VERSION = 3;

    private MessageCodec() {}

    static void write(Message message, WideDecimals pool, DataOutput out) throws IOException {
        writeHead(message, pool, out);
        writeRows(message, 0, pool, out);
    }

    static void writeHead(Message message, WideDecimals pool, DataOutput out) throws IOException {
        out.writeBoolean(message.open);
        out.writeBoolean(message.snapshot);
        out.writeLong(message.bookRow);
        out.writeLong(message.id);
        out.writeLong(message.firstId);
        out.writeLong(message.previousId);
        out.writeLong(message.keyTime);
        out.writeLong(message.time);
        out.writeLong(message.arrival);
        out.writeInt(message.rejectedRows);
        out.writeInt(message.idOnlyRows);
        out.writeBoolean(message.unreadable);
        message.damage.write(pool, out);
        message.trailing.write(pool, out);
        message.rejectedPlaces.write(pool, out);
        out.writeInt(message.joinedAt);
        if (message.isJoined()) {
            out.writeLong(message.joinedFirstId);
            out.writeLong(message.joinedPreviousId);
            out.writeLong(message.joinedTime);
            out.writeLong(message.joinedArrival);
        }
        out.writeInt(message.rowCount);
    }

    /** Writes the rows from a given one on, and their count. */
    static void writeRows(Message message, int from, WideDecimals pool, DataOutput out)
            throws IOException {
        out.writeInt(message.size - from);
        for (int row = from; row < message.size; row++) {
            out.writeByte(SideBit.of(message.side(row)));
            WideDecimals.write(pool, message.price(row), out);
            WideDecimals.write(pool, message.quantity(row), out);
        }
    }

    static Message read(int version, WideDecimals pool, DataInput in) throws IOException {
        Message message = readHead(version, pool, in);
        readRows(message, pool, in);
        return message;
    }

    static Message readHead(int version, WideDecimals pool, DataInput in) throws IOException {
        Message message = new Message(0);
        message.open = in.readBoolean();
        message.snapshot = in.readBoolean();
        message.bookRow = in.readLong();
        message.id = in.readLong();
        message.firstId = in.readLong();
        message.previousId = in.readLong();
        message.keyTime = in.readLong();
        message.time = in.readLong();
        message.arrival = arrival(version, in);
        message.rejectedRows = in.readInt();
        if (version == WITHOUT_PLACES) {
            readWithoutPlaces(message, in);
        } else {
            message.idOnlyRows = in.readInt();
            message.unreadable = in.readBoolean();
            message.damage.read(pool, in);
            message.trailing.read(pool, in);
            message.rejectedPlaces.read(pool, in);
            message.joinedAt = in.readInt();
            if (message.isJoined()) {
                message.joinedFirstId = in.readLong();
                message.joinedPreviousId = in.readLong();
                message.joinedTime = in.readLong();
                message.joinedArrival = arrival(version, in);
            }
        }
        message.rowCount = in.readInt();
        return message;
    }

    private static long arrival(int version, DataInput in) throws IOException {
        return version > WITHOUT_ARRIVAL ? in.readLong() : Missing.TIME;
    }

    /** Rows of which nothing is known invalidate everything. */
    private static void readWithoutPlaces(Message message, DataInput in) throws IOException {
        message.unreadable = message.rejectedRows > 0;
        if (in.readBoolean()) {
            message.damage.addEverything();
        }
        if (in.readBoolean()) {
            message.trailing.addEverything();
        }
    }

    /** Adds the rows that {@link #writeRows} wrote. */
    static void readRows(Message message, WideDecimals pool, DataInput in) throws IOException {
        int size = in.readInt();
        for (int row = 0; row < size; row++) {
            byte side = in.readByte();
            long price = WideDecimals.read(pool, in);
            message.add(side, price, WideDecimals.read(pool, in));
        }
    }
}
