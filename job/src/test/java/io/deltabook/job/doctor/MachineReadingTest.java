// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MachineReadingTest {
    private static final List<String> LIMITS =
            List.of(
                    "Limit                     Soft Limit           Hard Limit           Units     ",
                    "Max processes             1000                 2000                 processes ",
                    "Max open files            unlimited            unlimited            files     ");

    @TempDir private Path folder;

    @Test
    void theSoftLimitIsRead() {
        assertThat(MachineReading.limit(LIMITS, "Max processes")).isEqualTo(1_000);
        assertThat(MachineReading.limit(LIMITS, "Max open files")).isEqualTo(Long.MAX_VALUE);
        assertThat(MachineReading.limit(List.of(), "Max processes")).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void availableMemoryIsInKibibytes() {
        assertThat(MachineReading.availableBytes(List.of("MemFree: 1 kB", "MemAvailable:  3 kB")))
                .isEqualTo(3 * 1_024);
        assertThat(MachineReading.availableBytes(List.of())).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aFolderToComeIsJudgedByTheOneAboveItAndNothingIsLeftThere() throws IOException {
        FolderFacts facts = MachineReading.folder(folder.resolve("a/b"));

        assertThat(facts.folder()).isEqualTo(folder);
        assertThat(facts.fault()).isNull();
        assertThat(facts.freeBytes()).isPositive();
        assertThat(facts.aheadMillis()).isBetween(-1_000L, 1_000L);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(MachineReading.folder(file).fault()).isEqualTo("it is a file");
    }

    @Test
    void onlyParquetFilesAreInput() throws IOException {
        Files.createDirectories(folder.resolve("x"));
        Files.write(folder.resolve("x/1.parquet"), new byte[5]);
        Files.write(folder.resolve("x/1.txt"), new byte[7]);

        assertThat(InputSize.bytes(List.of(folder, folder.resolve("x/1.parquet")))).isEqualTo(10);
    }
}
