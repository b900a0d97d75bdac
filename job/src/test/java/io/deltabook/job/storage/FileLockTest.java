// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileLockTest {
    @TempDir private Path folder;

    private Path file;

    @BeforeEach
    void setUp() {
        file = folder.resolve("lock");
    }

    @Test
    void oneProcessHasItAtATime() throws IOException {
        assertThat(FileLock.isHeld(file)).isFalse();
        try (FileLock first = FileLock.take(file)) {
            assertThat(first.holds(file)).isTrue();
            assertThat(FileLock.isHeld(file)).isTrue();
            assertThatThrownBy(() -> FileLock.take(file))
                    .isInstanceOf(FileInUseException.class)
                    .hasMessage("locked by this process");
        }
        assertThat(FileLock.isHeld(file)).isFalse();
        assertThat(file)
                .content()
                .startsWith("process " + ProcessHandle.current().pid() + " since ");
        FileLock.take(file).close();
    }

    @Test
    void aFolderNamedByALinkHasTheSameLock() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        try (FileLock lock = FileLock.take(real.resolve("lock"))) {
            assertThat(lock.holds(link.resolve("lock"))).isTrue();
            assertThatThrownBy(() -> FileLock.take(link.resolve("lock")))
                    .isInstanceOf(FileInUseException.class);
        }
    }

    @Test
    void aDeletedOneIsTakenAgainAndClosingTheOldOneDoesNotReleaseTheNew() throws IOException {
        FileLock first = FileLock.take(file);
        first.delete();
        assertThat(file).doesNotExist();
        assertThat(first.holds(file)).isFalse();
        try (FileLock second = FileLock.take(file)) {
            first.close();
            first.delete();

            assertThat(second.holds(file)).isTrue();
            assertThat(file).exists();
        }
    }

    @Test
    void aFileThatIsNotALockIsLeftAlone() throws IOException {
        Files.writeString(file, "my notes about locks");

        assertThatThrownBy(() -> FileLock.take(file))
                .hasMessage(
                        "[%s] must be a lock of deltabook, but is another file: move it away"
                                .formatted(file.toRealPath()));

        assertThat(file).hasContent("my notes about locks");
        assertThat(FileLock.isUsable(file)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "proc", "process 12 since 2026-", "\0\0\0", "process 1\0\0"})
    void whatAPowerCutLeavesOfALockIsALock(String content) throws IOException {
        Files.writeString(file, content);

        assertThat(FileLock.isUsable(file)).isTrue();
    }

    @Test
    void aFileOfTheUsersIsNotALock() throws IOException {
        Files.writeString(file, "project notes");

        assertThat(FileLock.isUsable(file)).isFalse();
    }
}
