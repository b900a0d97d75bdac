// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.export.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads hftbacktest's event arrays by the published layout of npz and npy. */
public final class NpzEvents {
    private static final Pattern SHAPE = Pattern.compile("'shape': \\((\\d+),\\)");

    /** An element of the array. */
    public record Event(
            long ev,
            long exch,
            long local,
            double px,
            double qty,
            long orderId,
            long ival,
            double fval) {
        public long kind() {
            return ev & 0xFF;
        }

        public boolean isExch() {
            return (ev & 1L << 31) != 0;
        }

        public boolean isLocal() {
            return (ev & 1L << 30) != 0;
        }

        public boolean isBuy() {
            return (ev & 1L << 29) != 0;
        }

        public boolean isSell() {
            return (ev & 1L << 28) != 0;
        }
    }

    private NpzEvents() {}

    public static List<Event> read(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName)).containsExactly("data.npy");
            ZipEntry entry = zip.getEntry("data.npy");
            // Reading to the end compares the checksum.
            byte[] bytes = zip.getInputStream(entry).readAllBytes();
            assertThat((long) bytes.length).isEqualTo(entry.getSize());
            return events(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        }
    }

    private static List<Event> events(ByteBuffer npy) {
        assertThat(npy.get()).isEqualTo((byte) 0x93);
        byte[] magic = new byte[5];
        npy.get(magic);
        assertThat(magic).isEqualTo("NUMPY".getBytes(StandardCharsets.US_ASCII));
        assertThat(npy.getShort()).as("version 1.0").isEqualTo((short) 1);
        byte[] text = new byte[npy.getShort()];
        npy.get(text);
        assertThat(npy.position() % 64).as("alignment of the data").isZero();
        String header = new String(text, StandardCharsets.US_ASCII);
        assertThat(header)
                .startsWith(
                        "{'descr': [('ev', '<u8'), ('exch_ts', '<i8'), ('local_ts', '<i8'), ('px', '<f8'), ('qty', '<f8'), ('order_id', '<u8'), ('ival', '<i8'), ('fval', '<f8')], 'fortran_order': False, ")
                .endsWith("\n");
        Matcher shape = SHAPE.matcher(header);
        assertThat(shape.find()).isTrue();
        List<Event> events = new ArrayList<>();
        while (npy.hasRemaining()) {
            events.add(
                    new Event(
                            npy.getLong(),
                            npy.getLong(),
                            npy.getLong(),
                            npy.getDouble(),
                            npy.getDouble(),
                            npy.getLong(),
                            npy.getLong(),
                            npy.getDouble()));
        }
        assertThat(events).hasSize(Integer.parseInt(shape.group(1)));
        return events;
    }
}
