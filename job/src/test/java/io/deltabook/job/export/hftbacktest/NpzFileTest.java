// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.export.hftbacktest;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.export.testing.NpzEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NpzFileTest {
    @TempDir private Path folder;

    /** None, one, a full buffer, one more, and many. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4_096, 4_097, 30_000})
    void theArrayHasAllEventsInOrder(int count) throws IOException {
        Path target = folder.resolve("a.npz");
        Random random = new Random(7);
        try (NpzFile file = new NpzFile(target)) {
            for (int i = 0; i < count; i++) {
                file.add(
                        new FeedEvent(
                                FeedEvent.DEPTH | FeedEvent.BUY,
                                i,
                                i + 5L,
                                random.nextDouble(),
                                -i,
                                i),
                        FeedEvent.EXCH);
            }
            assertThat(target).as("before it is complete").doesNotExist();
            file.end();
        }

        List<NpzEvents.Event> events = NpzEvents.read(target);

        Random again = new Random(7);
        assertThat(events).hasSize(count);
        for (int i = 0; i < count; i++) {
            assertThat(events.get(i))
                    .isEqualTo(
                            new NpzEvents.Event(
                                    1L << 31 | 1L << 29 | 1,
                                    i,
                                    i + 5L,
                                    again.nextDouble(),
                                    -i,
                                    0,
                                    0,
                                    0));
        }
        assertThat(Files.list(folder)).containsExactly(target);
    }

    @Test
    void whatIsNotCompleteVanishes() throws IOException {
        NpzFile file = new NpzFile(folder.resolve("a.npz"));
        file.close();

        assertThat(Files.list(folder)).isEmpty();
    }

    @Test
    void checksumsAreCombined() {
        Random random = new Random(3);
        for (int length : new int[] {0, 1, 2, 63, 1_000}) {
            byte[] first = new byte[17];
            byte[] second = new byte[length];
            random.nextBytes(first);
            random.nextBytes(second);
            CRC32 both = new CRC32();
            both.update(first);
            both.update(second);

            assertThat(CombinedCrc.of(sum(first), sum(second), length)).isEqualTo(both.getValue());
        }
    }

    private static long sum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }
}
