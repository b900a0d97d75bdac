// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.output.OutputFolder;
import io.deltabook.job.state.JobRecord;
import io.deltabook.job.state.Leftovers;
import io.deltabook.job.state.RunRecord;
import io.deltabook.job.state.StateFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a run that ends before anything was written. */
final class ClaimedRunTest {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    @TempDir private Path folder;

    private Path output;
    private StateFolder state;

    @BeforeEach
    void setUp() {
        output = folder.resolve("out");
        state = new StateFolder(folder.resolve("state"));
    }

    @Test
    void bothFoldersAreGivenBackIfItsJobEndedWithThisProcess() throws Exception {
        ClaimedRun run = claim();
        new JobRecord(NOWHERE, "0123", true, 0, 1).write(state.job());

        run.close();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void bothAreKeptUnlessTheClusterSaysThatTheJobHasEnded() throws Exception {
        ClaimedRun run = claim();
        new JobRecord(NOWHERE, "0123", false, 0, 1).write(state.job());

        assertThat(run.isUnused()).isFalse();
        run.close();

        assertThat(output.resolve(OutputFolder.MARKER)).isRegularFile();
        assertThat(state.run()).isRegularFile();
        assertThat(state.job()).isRegularFile();
        assertThat(output.resolve(".deltabook.lock")).doesNotExist();
    }

    private ClaimedRun claim() throws IOException, CommandFailure {
        RunLocks locks = new RunLocks(RunLocks.lock(state), RunLocks.lockNew(output));
        new RunRecord("1", "id", "now", output, state.path(), Map.of(), Map.of())
                .write(state.run());
        OutputFolder claimed =
                OutputFolder.claim(
                        locks.output(),
                        "id",
                        "f",
                        List.of(),
                        Collections.emptySortedMap(),
                        null,
                        state.path());
        return new ClaimedRun(null, null, state, locks, claimed, null, 0, Leftovers.none(), true);
    }
}
