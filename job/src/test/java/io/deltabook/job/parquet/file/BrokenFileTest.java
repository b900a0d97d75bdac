// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.deltabook.contract.Lane;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.testing.DeltaFileWriter;
import io.deltabook.job.parquet.testing.DeltaReads;
import io.deltabook.job.parquet.testing.DeltaRow;
import io.deltabook.job.parquet.testing.DeltaText;
import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.parquet.testing.Lanes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class BrokenFileTest {
    private static final Lane BTC = Lanes.lane("BTC-USDT");
    private static final List<DeltaRow> ROWS = DeltaRow.market(21, 2_000, "BTC-USDT");

    @TempDir Path folder;

    @Test
    void saysThatATextIsNotParquet() throws IOException {
        Path file = Files.writeString(file(), "this is a text of some length");
        refuses(file, "must be a Parquet file, but neither starts nor ends as one");
    }

    @Test
    void saysThatAnEmptyFileIsNotParquet() throws IOException {
        refuses(Files.createFile(file()), "must be a Parquet file, but has only 0 bytes");
    }

    @Test
    void saysThatAFileIsTruncated() throws IOException {
        byte[] whole = Files.readAllBytes(DeltaFileWriter.plain().write(file(), ROWS));
        for (int length : new int[] {12, whole.length / 2, whole.length - 1}) {
            Files.write(file(), Arrays.copyOf(whole, length));
            refuses(file(), "must end with a Parquet footer, but is truncated at byte " + length);
        }
    }

    @Test
    void saysThatAFileIsEncrypted() throws IOException {
        byte[] whole = Files.readAllBytes(DeltaFileWriter.plain().write(file(), ROWS));
        whole[whole.length - 1] = 'E';
        Files.write(file(), whole);
        refuses(file(), "must not be encrypted, but its footer is");
    }

    @Test
    void saysThatAFooterCannotBeDecoded() throws IOException {
        byte[] whole = Files.readAllBytes(DeltaFileWriter.plain().write(file(), ROWS));
        Arrays.fill(whole, whole.length - 200, whole.length - 8, (byte) 0x7F);
        Files.write(file(), whole);
        refuses(file(), "footer cannot be decoded: ");
    }

    @Test
    void saysThatAFileIsMissingWithoutCallingItBad() {
        assertThatThrownBy(() -> DeltaReads.all(folder.resolve("none.parquet"), BTC))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(BadFileException.class)
                .hasMessageStartingWith("[" + folder.resolve("none.parquet") + "] ");
    }

    /** No damage may go unnoticed: pages carry checksums. */
    @ParameterizedTest
    @EnumSource(
            value = CompressionCodecName.class,
            names = {"UNCOMPRESSED", "SNAPPY", "ZSTD"})
    void namesTheRowGroupOfADamagedPage(CompressionCodecName codec) throws IOException {
        long seed = 5;
        SplittableRandom random = new SplittableRandom(seed);
        Path file = DeltaFileWriter.plain().codec(codec).rowsPerGroup(500).write(file(), ROWS);
        byte[] whole = Files.readAllBytes(file);
        List<String> expected = DeltaText.expected(ROWS, 0);
        int endOfData =
                (int)
                        Long.parseLong(
                                DuckDb.value(
                                        "select max(data_page_offset + total_compressed_size) from parquet_metadata('%s')"
                                                .formatted(file)));
        for (int i = 0; i < 200; i++) {
            byte[] damaged = whole.clone();
            int at = 4 + random.nextInt(Math.min(endOfData, whole.length) - 4);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, damaged);
            Throwable thrown =
                    catchThrowable(
                            () ->
                                    assertThat(DeltaText.of(DeltaReads.all(file, BTC)))
                                            .as("seed=%s byte=%s", seed, at)
                                            .isEqualTo(expected));
            if (thrown != null) {
                assertThat(thrown)
                        .as("seed=%s byte=%s", seed, at)
                        .isInstanceOf(BadFileException.class)
                        .hasMessageStartingWith("[" + file + "] row group ");
            }
        }
    }

    /** A footer has no checksum: what it says may be believed or refused, and nothing else. */
    @Test
    void survivesADamagedFooter() throws IOException {
        long seed = 6;
        SplittableRandom random = new SplittableRandom(seed);
        Path file = DeltaFileWriter.plain().rowsPerGroup(500).write(file(), ROWS);
        byte[] whole = Files.readAllBytes(file);
        int footer = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt(whole.length - 8);
        int refused = 0;
        for (int i = 0; i < 1_000; i++) {
            byte[] damaged = whole.clone();
            int at = whole.length - 8 - 1 - random.nextInt(footer);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, damaged);
            Throwable thrown = catchThrowable(() -> DeltaReads.all(file, BTC));
            if (thrown != null) {
                assertThat(thrown)
                        .as("seed=%s byte=%s", seed, at)
                        .isInstanceOf(BadFileException.class)
                        .hasMessageStartingWith("[" + file + "] ");
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    private static void refuses(Path file, String problem) {
        assertThatThrownBy(() -> DeltaReads.all(file, BTC))
                .isInstanceOf(BadFileException.class)
                .hasMessageStartingWith("[" + file + "] " + problem);
    }

    private Path file() {
        return folder.resolve("deltas.parquet");
    }
}
