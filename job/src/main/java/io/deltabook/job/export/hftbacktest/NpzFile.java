// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.export.hftbacktest;

import io.deltabook.job.storage.NewFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * An {@code .npz} file with one array, {@code data}, of as many events as come. The array's header
 * tells their number, so it is one stored block of the compressed stream: its bytes, and what the
 * archive says of the whole, are written over once the number is known. Sizes are those of Zip64.
 * Used by one thread.
 */
final class NpzFile implements Closeable {
    private static final byte[] NAME = "data.npy".getBytes(StandardCharsets.US_ASCII);
    private static final int ALIGNMENT = 64;
    private static final int DEFLATED = 8;
    private static final int VERSION = 45;
    private static final int DOS_DATE = 0x21;
    private static final int LOCAL_BYTES = 30 + NAME.length + 20;
    private static final int STORED_BLOCK_BYTES = 5;
    private static final int BUFFER_EVENTS = 1 << 12;

    private final Path target;
    private final NewFile file;
    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final ByteBuffer events =
            ByteBuffer.allocate(BUFFER_EVENTS * FeedEvent.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final byte[] compressed = new byte[1 << 16];
    private final CRC32 crc = new CRC32();
    private long count;
    private long deflatedBytes;

    NpzFile(Path target) throws IOException {
        this.target = target;
        file = new NewFile(target);
        file.out().write(local(0, 0, 0).array());
        file.out().write(storedBlock());
        file.out().write(header(0));
    }

    void add(FeedEvent event, long processors) throws IOException {
        event.put(processors, events);
        count++;
        if (!events.hasRemaining()) {
            deflate();
        }
    }

    private void deflate() throws IOException {
        crc.update(events.array(), 0, events.position());
        deflater.setInput(events.array(), 0, events.position());
        while (!deflater.needsInput()) {
            write(deflater.deflate(compressed));
        }
        events.clear();
    }

    private void write(int bytes) throws IOException {
        file.out().write(compressed, 0, bytes);
        deflatedBytes += bytes;
    }

    /** Completes the file. */
    void end() throws IOException {
        deflate();
        deflater.finish();
        while (!deflater.finished()) {
            write(deflater.deflate(compressed));
        }
        byte[] header = header(count);
        CRC32 ofHeader = new CRC32();
        ofHeader.update(header);
        long dataBytes = count * FeedEvent.BYTES;
        long sum = CombinedCrc.of(ofHeader.getValue(), crc.getValue(), dataBytes);
        long size = header.length + dataBytes;
        long packed = STORED_BLOCK_BYTES + header.length + deflatedBytes;
        file.out().write(directory(sum, packed, size));
        FileChannel channel = file.flushed();
        writeAt(channel, local(sum, packed, size), 0);
        writeAt(channel, ByteBuffer.wrap(header), LOCAL_BYTES + STORED_BLOCK_BYTES);
        file.complete(target);
    }

    private static void writeAt(FileChannel channel, ByteBuffer bytes, long position)
            throws IOException {
        ByteBuffer rest = bytes.rewind();
        long at = position;
        while (rest.hasRemaining()) {
            at += channel.write(rest, at);
        }
    }

    /** The header of an array of events, always equally long. */
    static byte[] header(long count) {
        String shape = Long.toString(count);
        String text =
                "{'descr': [('ev', '<u8'), ('exch_ts', '<i8'), ('local_ts', '<i8'), ('px', '<f8'),"
                        + " ('qty', '<f8'), ('order_id', '<u8'), ('ival', '<i8'), ('fval', '<f8')],"
                        + " 'fortran_order': False, 'shape': ("
                        + shape
                        + ",), }"
                        + " ".repeat(20 - shape.length());
        int length = 10 + text.length() + 1;
        int padding = Math.floorMod(-length, ALIGNMENT);
        ByteBuffer header = ByteBuffer.allocate(length + padding).order(ByteOrder.LITTLE_ENDIAN);
        header.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
        header.put((byte) 1).put((byte) 0);
        header.putShort((short) (header.capacity() - 10));
        header.put(text.getBytes(StandardCharsets.US_ASCII));
        header.put(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII)).put((byte) '\n');
        return header.array();
    }

    private static byte[] storedBlock() {
        int length = header(0).length;
        return littleEndian(STORED_BLOCK_BYTES)
                .put((byte) 0)
                .putShort((short) length)
                .putShort((short) ~length)
                .array();
    }

    private static ByteBuffer local(long sum, long packed, long size) {
        ByteBuffer local = littleEndian(LOCAL_BYTES);
        local.putInt(0x04034B50).putShort((short) VERSION);
        common(local, sum);
        local.putShort((short) NAME.length).putShort((short) 20).put(NAME);
        local.putShort((short) 1).putShort((short) 16).putLong(size).putLong(packed);
        return local;
    }

    /** Flags, method, time, checksum, and sizes that stand in the Zip64 field. */
    private static void common(ByteBuffer to, long sum) {
        to.putShort((short) 0).putShort((short) DEFLATED).putShort((short) 0);
        to.putShort((short) DOS_DATE).putInt((int) sum).putInt(-1).putInt(-1);
    }

    private static byte[] directory(long sum, long packed, long size) {
        int entryBytes = 46 + NAME.length + 20;
        long start = LOCAL_BYTES + packed;
        ByteBuffer to = littleEndian(entryBytes + 56 + 20 + 22);
        to.putInt(0x02014B50).putShort((short) VERSION).putShort((short) VERSION);
        common(to, sum);
        to.putShort((short) NAME.length).putShort((short) 20).putShort((short) 0);
        to.putShort((short) 0).putShort((short) 0).putInt(0).putInt(0).put(NAME);
        to.putShort((short) 1).putShort((short) 16).putLong(size).putLong(packed);
        to.putInt(0x06064B50).putLong(44).putShort((short) VERSION).putShort((short) VERSION);
        to.putInt(0).putInt(0).putLong(1).putLong(1).putLong(entryBytes).putLong(start);
        to.putInt(0x07064B50).putInt(0).putLong(start + entryBytes).putInt(1);
        to.putInt(0x06054B50).putShort((short) 0).putShort((short) 0);
        to.putShort((short) 1).putShort((short) 1).putInt(entryBytes).putInt(-1);
        to.putShort((short) 0);
        return to.array();
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        deflater.end();
        file.close();
    }
}
