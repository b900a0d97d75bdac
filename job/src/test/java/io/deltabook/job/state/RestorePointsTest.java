// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.job.state.RestorePoint.Kind;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RestorePointsTest {
    @TempDir private Path folder;

    private StateFolder state;

    @BeforeEach
    void setUp() {
        state = new StateFolder(folder);
    }

    @Test
    void aMissingFolderHasNone() throws IOException {
        assertThat(RestorePoints.newest(new StateFolder(folder.resolve("none")))).isNull();
    }

    @Test
    void theLargestNumberIsTheNewestWhateverTheFilesAreCalledAndWhenTheyWereWritten()
            throws IOException {
        Path savepoint = write(state.savepoints().resolve("savepoint-zz"), 11);
        Path checkpoint = write(state.checkpoints().resolve("chk-9"), 9);
        Files.setLastModifiedTime(savepoint.resolve("_metadata"), FileTime.fromMillis(1_000));

        assertThat(RestorePoints.newest(state))
                .isEqualTo(new RestorePoint(savepoint, 11, Kind.SAVEPOINT))
                .hasToString("savepoint 11");

        write(checkpoint, 12);

        assertThat(RestorePoints.newest(state)).hasToString("checkpoint 12");
    }

    @Test
    void whatWasNotCompletedDoesNotCount() throws IOException {
        write(state.checkpoints().resolve("chk-3"), 3);
        Files.createDirectories(state.checkpoints().resolve("chk-4"));
        Files.createDirectories(state.checkpoints().resolve("shared"));
        Files.createDirectories(state.savepoints().resolve("savepoint-5"));

        assertThat(RestorePoints.newest(state)).hasToString("checkpoint 3");
    }

    @Test
    void aNumberThatCannotBeReadMayBeTheLargest() throws IOException {
        write(state.checkpoints().resolve("chk-3"), 3);
        Path broken = Files.createDirectories(state.savepoints().resolve("savepoint-5"));
        Files.writeString(broken.resolve("_metadata"), "");

        assertThatThrownBy(() -> RestorePoints.newest(state))
                .isInstanceOf(UnreadableRestorePointException.class)
                .hasMessageStartingWith(
                        "[%s] must be readable to resume, but is not: ",
                        broken.resolve("_metadata"));
    }

    @Test
    void aSnapshotWhoseContentIsCutIsUnreadable() throws IOException {
        Path checkpoint = write(state.checkpoints().resolve("chk-3"), 3);
        RestorePoint newest = RestorePoints.newest(state);

        assertThatThrownBy(() -> RestorePointContent.read(newest))
                .isInstanceOf(UnreadableRestorePointException.class)
                .hasMessageStartingWith("[%s]", checkpoint.resolve("_metadata"));
    }

    private static Path write(Path snapshot, long id) throws IOException {
        Files.createDirectories(snapshot);
        try (DataOutputStream out =
                new DataOutputStream(Files.newOutputStream(snapshot.resolve("_metadata")))) {
            out.writeInt(Checkpoints.HEADER_MAGIC_NUMBER);
            out.writeInt(6);
            out.writeLong(id);
        }
        return snapshot;
    }
}
