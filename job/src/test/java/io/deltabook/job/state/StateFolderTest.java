// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is deleted in a state folder, and what it takes. */
final class StateFolderTest {
    private static final List<String> FOLDERS = List.of("tmp", "checkpoints", "savepoints");

    @TempDir private Path folder;

    private StateFolder state;

    @BeforeEach
    void makeFoldersOfTheSameNames() throws IOException {
        state = new StateFolder(folder.resolve("state"));
        for (String name : FOLDERS) {
            Files.createDirectories(state.path().resolve(name));
            Files.writeString(state.path().resolve(name).resolve("file"), "precious");
        }
        Files.writeString(state.plan(), "precious");
        Files.writeString(state.job(), "precious");
    }

    @Test
    void nothingIsDeletedWithoutTheRecordOfTheRun() throws IOException {
        try (StateLock lock = StateLock.take(state)) {
            clear(lock);
        }
        assertNothingDeleted();
    }

    @Test
    void nothingIsDeletedWhereTheRecordIsAnothers() throws IOException {
        record("other");
        try (StateLock lock = StateLock.take(state)) {
            assertThatThrownBy(() -> clear(lock))
                    .hasMessage(
                            "[%s] state must be that of run mine to be cleared, but is that of run other: nothing was deleted"
                                    .formatted(state.path()));
        }
        assertNothingDeleted();
    }

    @Test
    void nothingIsDeletedUnderTheLockOfAnotherFolder() throws IOException {
        record("mine");
        try (StateLock other = StateLock.take(new StateFolder(folder.resolve("other")))) {
            assertThatThrownBy(() -> clear(other))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("state must be locked before it is cleared");
        }
        assertNothingDeleted();
    }

    @Test
    void everythingARunKeepsIsDeletedWithItAndNothingElse() throws IOException {
        record("mine");
        Files.writeString(state.path().resolve("notes"), "precious");
        try (StateLock lock = StateLock.take(state)) {
            state.deleteAll(lock, "mine");
        }
        assertThat(state.path()).isDirectoryContaining(path -> path.endsWith("notes"));
        try (Stream<Path> left = Files.list(state.path())) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void contentThatARunDoesNotLeaveIsForeign() throws IOException {
        assertThat(state.foreign())
                .containsExactly("checkpoints", "job.json", "plan.bin", "savepoints", "tmp");
    }

    private void record(String runId) throws IOException {
        new RunRecord("1", runId, "now", folder, state.path(), Map.of(), Map.of())
                .write(state.run());
    }

    private void clear(StateLock lock) throws IOException {
        state.deleteWorkingFiles(lock, "mine");
        state.deleteSnapshots(lock, "mine");
        state.deleteJob(lock, "mine");
        state.deleteAll(lock, "mine");
    }

    private void assertNothingDeleted() {
        for (String name : FOLDERS) {
            assertThat(state.path().resolve(name).resolve("file")).hasContent("precious");
        }
        assertThat(state.plan()).hasContent("precious");
        assertThat(state.job()).hasContent("precious");
    }
}
