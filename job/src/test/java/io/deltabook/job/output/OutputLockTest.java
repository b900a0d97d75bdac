// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutputLockTest {
    @TempDir private Path folder;

    @Test
    void aSecondTakerLearnsWhoHasItAndWhatToDo() throws IOException {
        try (OutputLock first = OutputLock.take(folder)) {
            assertThat(first.output()).isEqualTo(folder);
            assertThatThrownBy(() -> OutputLock.take(folder))
                    .isInstanceOf(OutputInUseException.class)
                    .hasMessage(
                            "[%s] output must be changed by one process at a time, but this process is changing it: wait until it has finished, or stop a run with 'deltabook stop'"
                                    .formatted(folder));
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFolderCreatedForItIsDeletedWithItIfStillEmpty() throws IOException {
        Path unused = folder.resolve("unused");
        OutputLock.takeNew(unused).close();
        assertThat(unused).doesNotExist();

        Path used = folder.resolve("used");
        try (OutputLock lock = OutputLock.takeNew(used)) {
            OutputFolder claimed =
                    OutputFolder.claim(
                            lock, "1", "f", List.of(), Collections.emptySortedMap(), null, null);
            assertThat(claimed.isUnused()).isTrue();
        }
        assertThat(used.resolve(OutputFolder.MARKER)).isRegularFile();
    }

    @Test
    void theFolderOfARunThatGivesItBackIsDeletedWithTheLock() throws IOException {
        Path output = folder.resolve("out");
        try (OutputLock lock = OutputLock.takeNew(output)) {
            OutputFolder claimed =
                    OutputFolder.claim(
                            lock, "1", "f", List.of(), Collections.emptySortedMap(), null, null);
            assertThat(claimed.releaseIfUnused()).isTrue();
            assertThat(output).exists();
        }
        assertThat(output).doesNotExist();
    }

    @Test
    void aFileIsNotAnOutput() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> OutputLock.takeNew(file))
                .isInstanceOf(OutputTakenException.class)
                .hasMessageContaining("output must be a folder, but is a file");
    }
}
