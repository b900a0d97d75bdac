// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.job.storage.DamagedFileException;
import io.deltabook.job.storage.remote.MemoryStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which checkpoint may be resumed from, by what both folders of a run have recorded. */
final class NewestCheckpointsTest {
    @TempDir private Path folder;

    private Path output;
    private StateFolder state;
    private NewestCheckpoints points;

    @BeforeEach
    void setUp() throws IOException {
        output = Files.createDirectory(folder.resolve("out"));
        state = new StateFolder(Files.createDirectory(folder.resolve("state")));
        points = new NewestCheckpoints("run", output, state);
    }

    @Test
    void anyCheckpointMayBeResumedFromIfNoneIsRecorded() throws IOException {
        assertThat(points.fault(0)).isNull();
        assertThat(points.fault(7)).isNull();
    }

    @Test
    void anOlderCheckpointThanTheOutputsIsNamed() throws IOException {
        points.raise(9);

        assertThat(points.fault(9)).isNull();
        assertThat(points.fault(10)).isNull();
        assertThat(points.fault(7))
                .startsWith(
                        "[%s] checkpoint 7 must be at least as new as checkpoint 9, which [%s] has committed"
                                .formatted(state.path(), output));
        assertThat(points.fault(0)).startsWith("[%s] the beginning must".formatted(state.path()));
    }

    @Test
    void whatAJobHasCommittedCountsThoughNobodyWatchedIt() throws IOException {
        points.raise(7);
        CommittedByJob.of(state, "run", "first").committed(8);
        CommittedByJob.of(state, "run", "second").committed(9);
        CommittedByJob.of(state, "other", "third").committed(12);

        assertThat(points.fault(9)).isNull();
        assertThat(points.fault(8))
                .startsWith(
                        "[%s] checkpoint 8 must be at least as new as checkpoint 9, which the run's job has committed"
                                .formatted(state.path()));
        assertThat(points.isBehind(8)).isTrue();
        assertThat(points.isBehind(9)).isFalse();
    }

    @Test
    void theNumberNeverDecreases() throws IOException {
        points.raise(9);
        points.raise(8);
        new NewestCheckpoints("run", output, state).raise(5);

        assertThat(NewestCheckpoint.of(output)).isEqualTo(new NewestCheckpoint("run", 9));
        assertThat(points.fault(8)).isNotNull();
    }

    @Test
    void anOlderOutputThanTheStateIsNamed() throws IOException {
        points.raise(5);
        Path old = folder.resolve("old");
        Files.copy(output.resolve(NewestCheckpoint.FILE), old);
        points.raise(9);
        Files.delete(output.resolve(NewestCheckpoint.FILE));
        assertThat(points.fault(9)).contains("but is as old as the beginning");
        Files.copy(old, output.resolve(NewestCheckpoint.FILE));
        assertThat(points.fault(9))
                .startsWith("[%s] must be at least as new as checkpoint 9".formatted(output))
                .contains("but is as old as checkpoint 5");
    }

    @Test
    void aRunThatDiedBetweenTheTwoRecordsContinues() throws IOException {
        points.raise(5);
        new NewestCheckpoint("run", 6).write(output.resolve(NewestCheckpoint.FILE));

        assertThat(points.fault(6)).isNull();
    }

    @Test
    void theRecordOfAnotherRunIsNamed() throws IOException {
        new NewestCheckpoints("other", output, new StateFolder(folder.resolve("out"))).raise(1);

        assertThat(points.fault(9)).contains("but belongs to another (run other, not run)");
    }

    @Test
    void aDamagedRecordIsNamed() throws IOException {
        Path file = output.resolve(NewestCheckpoint.FILE);
        Files.writeString(file, "{\"format\": 2}");
        assertThatThrownBy(() -> points.fault(9))
                .hasMessageStartingWith("[%s] must have format 1".formatted(file));
        Files.writeString(file, "{");
        assertThatThrownBy(() -> points.fault(9))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageStartingWith(
                        "[%s] must say what the run has committed, but is damaged (", file)
                .hasMessageEndingWith(
                        "): restore it from a copy, or start a new run with another --output and --state");
        Files.writeString(file, "");
        assertThatThrownBy(() -> points.fault(9))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageContaining("committed, but is empty: restore it");
    }

    @Test
    void aCheckpointDeletedWhileItIsReadHidesNoOther() throws IOException {
        MemoryStore store = new MemoryStore();
        store.vanish(store.put("state/checkpoints/chk-8/_metadata", metadata(8)));
        store.vanish(store.put("state/checkpoints/chk-9/_metadata", metadata(9)));
        store.put("state/savepoints/savepoint-a/_metadata", metadata(10));
        StateFolder stored = new StateFolder(store.root().resolve("state"));

        new NewestCheckpoints("run", store.root().resolve("out"), stored).lookAtEnd();

        assertThat(NewestCheckpoint.read(stored.restorePoint()))
                .isEqualTo(new NewestCheckpoint("run", 10));
    }

    private static byte[] metadata(long id) {
        return ByteBuffer.allocate(16)
                .putInt(Checkpoints.HEADER_MAGIC_NUMBER)
                .putInt(6)
                .putLong(id)
                .array();
    }
}
