// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.job.storage.remote.MemoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RangeReaderTest {
    private static final int MIB = 1 << 20;

    /** Bytes behind the chunks, as a footer has them. */
    private static final int REST = 100_000;

    private final MemoryStore store = new MemoryStore();

    @Test
    void smallRowGroupsAreJoinedIntoLargeRequests() throws IOException {
        List<List<Extent>> layout = layout(24, 300_000, 600_000, 100_000);
        assertReadsAll(layout, true);
        // 8.3 MB and more each, of 24 MB.
        assertThat(store.reads()).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void theColumnsOfALargeRowGroupAdvanceSideBySide() throws IOException {
        List<List<Extent>> layout = layout(2, 30 * MIB, 9 * MIB, 100);
        assertReadsAll(layout, true);
        // 39 MiB of which 16 are read at a time: three parts of each large chunk.
        assertThat(store.reads()).hasSizeLessThanOrEqualTo(2 * (3 + 3 + 1));
    }

    @Test
    void smallAndLargeRowGroupsFollowEachOther() throws IOException {
        List<List<Extent>> layout = new ArrayList<>(layout(1, 20 * MIB, 5));
        long end = 20L * MIB + 5;
        for (int size : new int[] {1_000, 2_000, 18 * MIB, 0, 3_000}) {
            layout.add(
                    List.of(new Extent(end, end + size), new Extent(end + size, end + size + 7)));
            end += size + 7L;
        }
        assertReadsAll(layout, true);
        assertReadsAll(layout, false);
    }

    @Test
    void whereTheFirstRowsSufficeLittleElseIsRead() throws IOException {
        List<List<Extent>> layout = layout(4, 30 * MIB, 10 * MIB);
        byte[] content = content(layout);
        try (RangeReader reader = reader(content, false)) {
            reader.announce(layout);
            byte[] to = new byte[1_000];
            reader.read(0, to, 0, 1_000);
            reader.read(30L * MIB, to, 0, 1_000);
        }
        assertThat(bytesRead()).isLessThanOrEqualTo(4L * MIB);
    }

    @Test
    void whatWasNotAnnouncedIsReadAsItIsAskedFor() throws IOException {
        List<List<Extent>> layout =
                List.of(List.of(new Extent(100, 200), new Extent(900_000, 900_100)));
        byte[] content = content(layout);
        try (RangeReader reader = reader(content, true)) {
            reader.announce(layout);
            byte[] to = new byte[350];
            reader.read(50, to, 0, 350);
            assertThat(to).isEqualTo(Arrays.copyOfRange(content, 50, 400));
        }
        assertThat(store.reads()).contains("50+50", "100+100", "200+200");
    }

    @Test
    void aFailedRequestIsAFailureOfTheDisk() throws IOException {
        List<List<Extent>> layout = layout(1, 1_000);
        try (RangeReader reader = reader(content(layout), true)) {
            store.fail(new IOException("503 Slow Down"));
            reader.announce(layout);
            assertThatThrownBy(() -> reader.read(0, new byte[10], 0, 10))
                    .isInstanceOf(DiskFailure.class)
                    .hasMessageContaining("503 Slow Down");
        }
    }

    /** Row by row, every column in turn, in steps of a 256 KiB window as columns make them. */
    private void assertReadsAll(List<List<Extent>> layout, boolean isAhead) throws IOException {
        byte[] content = content(layout);
        byte[] read = content.clone();
        try (RangeReader reader = reader(content, isAhead)) {
            reader.announce(layout);
            for (List<Extent> rowGroup : layout) {
                for (Extent chunk : rowGroup) {
                    Arrays.fill(read, (int) chunk.start(), (int) chunk.end(), (byte) 0);
                }
                int steps = 1 + (int) (rowGroup.get(0).length() / (1 << 18));
                for (int step = 0; step < steps; step++) {
                    for (Extent chunk : rowGroup) {
                        long from = chunk.start() + chunk.length() * step / steps;
                        long to = chunk.start() + chunk.length() * (step + 1) / steps;
                        reader.read(from, read, (int) from, (int) (to - from));
                    }
                }
            }
        }
        assertThat(Arrays.equals(read, content)).isTrue();
    }

    private long bytesRead() {
        return store.reads().stream()
                .mapToLong(read -> Long.parseLong(read.substring(read.indexOf('+') + 1)))
                .sum();
    }

    private RangeReader reader(byte[] content, boolean isAhead) {
        Path file = store.put("f", content);
        return new RangeReader(file, isAhead);
    }

    /** Row groups with chunks of the same sizes each, one behind the other. */
    private static List<List<Extent>> layout(int rowGroups, int... sizes) {
        List<List<Extent>> layout = new ArrayList<>();
        long end = 0;
        for (int i = 0; i < rowGroups; i++) {
            List<Extent> chunks = new ArrayList<>();
            for (int size : sizes) {
                chunks.add(new Extent(end, end + size));
                end += size;
            }
            layout.add(chunks);
        }
        return layout;
    }

    private static byte[] content(List<List<Extent>> layout) {
        List<Extent> last = layout.get(layout.size() - 1);
        byte[] content = new byte[(int) last.get(last.size() - 1).end() + REST];
        new Random(2).nextBytes(content);
        return content;
    }
}
