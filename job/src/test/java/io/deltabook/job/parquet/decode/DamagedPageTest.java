// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.deltabook.contract.Lane;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.delta.UnlistedLanes;
import io.deltabook.job.parquet.testing.DeltaReads;
import io.deltabook.job.parquet.testing.Lanes;
import io.deltabook.job.parquet.testing.RandomDeltaFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages without checksums: what is damaged in them is refused, or read as something else. */
@Tag("slow")
final class DamagedPageTest {
    private static final Lane BTC = Lanes.lane("BINANCE", "BTC-USDT", 8, 8);

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void areRefusedByTheNameOfTheFileIfAtAll(long series) throws IOException {
        int refused = 0;
        for (long seed = series * 1_000; seed < series * 1_000 + 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Path file = folder.resolve(seed + ".parquet");
            new RandomDeltaFile(seed).write(file, 1 + random.nextInt(500), false);
            byte[] whole = Files.readAllBytes(file);
            int footer = ByteBuffer.wrap(whole).order(LITTLE_ENDIAN).getInt(whole.length - 8);
            for (int i = 0; i < 50; i++) {
                byte[] damaged = whole.clone();
                for (int j = random.nextInt(3); j >= 0; j--) {
                    int at = 4 + random.nextInt(whole.length - 8 - footer - 4);
                    damaged[at] = random.nextBoolean() ? (byte) random.nextInt() : (byte) -1;
                }
                Files.write(file, damaged);
                Throwable thrown = catchThrowable(() -> read(file));
                if (thrown != null) {
                    assertThat(thrown)
                            .as("seed=%s i=%s", seed, i)
                            .isInstanceOf(BadFileException.class)
                            .hasMessageStartingWith("[" + file + "] row group ")
                            .satisfies(DamagedPageTest::isFoundByACheck);
                    refused++;
                }
            }
        }
        assertThat(refused).isPositive();
    }

    private static void isFoundByACheck(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        assertThat(root)
                .isNotInstanceOfAny(
                        IndexOutOfBoundsException.class,
                        NegativeArraySizeException.class,
                        NullPointerException.class);
    }

    private static void read(Path file) throws IOException {
        DeltaReads.read(file, DeltaReads.BY_COLUMN, UnlistedLanes.DROP, 0, BTC);
        DeltaReads.read(file, DeltaReads.BY_COLUMN, UnlistedLanes.DROP, 77, BTC);
    }
}
