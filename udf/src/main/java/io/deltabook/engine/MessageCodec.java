// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.contract.SideBit;
import io.deltabook.number.WideDecimals;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Binary form of a message inside a lane's state. */
final class MessageCodec {
    private MessageCodec() {}

    static void write(Message message, WideDecimals pool, DataOutput out) throws IOException {
        out.writeBoolean(message.open);
        out.writeBoolean(message.snapshot);
        out.writeLong(message.bookRow);
        out.writeLong(message.id);
        out.writeLong(message.firstId);
        out.writeLong(message.previousId);
        out.writeLong(message.keyTime);
        out.writeLong(message.time);
        out.writeInt(message.rejectedRows);
        out.writeBoolean(message.lostRow);
        out.writeBoolean(message.lostLast);
        out.writeInt(message.rowCount);
        out.writeInt(message.size);
        for (int row = 0; row < message.size; row++) {
            out.writeByte(SideBit.of(message.side(row)));
            WideDecimals.write(pool, message.price(row), out);
            WideDecimals.write(pool, message.quantity(row), out);
        }
    }

    static Message read(WideDecimals pool, DataInput in) throws IOException {
        Message message = new Message(0);
        message.open = in.readBoolean();
        message.snapshot = in.readBoolean();
        message.bookRow = in.readLong();
        message.id = in.readLong();
        message.firstId = in.readLong();
        message.previousId = in.readLong();
        message.keyTime = in.readLong();
        message.time = in.readLong();
        message.rejectedRows = in.readInt();
        message.lostRow = in.readBoolean();
        message.lostLast = in.readBoolean();
        message.rowCount = in.readInt();
        int size = in.readInt();
        for (int row = 0; row < size; row++) {
            byte side = in.readByte();
            long price = WideDecimals.read(pool, in);
            message.add(side, price, WideDecimals.read(pool, in));
        }
        return message;
    }
}
