// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateLockTest {
    @TempDir private Path folder;

    @Test
    void oneProcessHasItAtATime() throws IOException {
        StateFolder state = new StateFolder(folder.resolve("state"));
        assertThat(StateLock.isTaken(state)).isFalse();
        try (StateLock first = StateLock.take(state)) {
            assertThat(StateLock.isTaken(state)).isTrue();
            assertThatThrownBy(() -> StateLock.take(state))
                    .isInstanceOf(StateInUseException.class)
                    .hasMessageContaining("state must not be in use, but this process is using it");
            assertThat(first).isNotNull();
        }
        assertThat(StateLock.isTaken(state)).isFalse();
        StateLock.take(state).close();
    }

    @Test
    void itCanBeTakenAgainIfTheRunDeletedItsFolder() throws IOException {
        StateFolder state = new StateFolder(folder.resolve("state"));
        try (StateLock lock = StateLock.take(state)) {
            new RunRecord("1", "id", "now", folder, state.path(), Map.of(), Map.of())
                    .write(state.run());
            state.deleteAll(lock, "id");
        }
        assertThat(state.path()).doesNotExist();

        try (StateLock again = StateLock.take(state)) {
            assertThat(StateLock.isTaken(state)).isTrue();
            assertThat(again).isNotNull();
        }
    }

    @Test
    void closingItTwiceDoesNotTakeItFromTheNext() throws IOException {
        StateFolder state = new StateFolder(folder);
        StateLock first = StateLock.take(state);
        first.close();
        try (StateLock second = StateLock.take(state)) {
            first.close();

            assertThat(StateLock.isTaken(state)).isTrue();
            assertThat(second).isNotNull();
        }
    }
}
