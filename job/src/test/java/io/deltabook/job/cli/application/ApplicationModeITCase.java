// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.cluster.JobRest;
import io.deltabook.job.cli.cluster.SavepointRequest;
import io.deltabook.job.cli.testing.ApplicationCluster;
import io.deltabook.job.cli.testing.DisturbedRun;
import io.deltabook.job.cli.testing.RunningProcess;
import io.deltabook.job.cli.testing.UndisturbedRun;
import io.deltabook.job.cli.testing.Words;
import io.deltabook.job.output.OutputFolder;
import io.deltabook.job.state.JobRecord;
import io.deltabook.job.state.NewestCheckpoint;
import io.deltabook.job.state.NewestCheckpoints;
import io.deltabook.job.state.StateFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A run as the program of an application cluster, in processes of its own. */
final class ApplicationModeITCase {
    @RegisterExtension
    static final UndisturbedRun UNDISTURBED =
            new UndisturbedRun("--rows 140000 --file-rows 12000", "--set snapshot.every-updates=1");

    private static final String SLOW = "-Dexecution.checkpointing.interval=10ms";

    @TempDir private Path folder;

    @Test
    @Timeout(600)
    void aRunIsDeployedStoppedAndDeployedNarrowerFromItsSavepoint() throws Exception {
        DisturbedRun run = DisturbedRun.in(folder, UNDISTURBED);
        ApplicationCluster cluster = ApplicationCluster.in(folder);
        try (RunningProcess worker = cluster.taskManager()) {
            Path savepoint = stopped(run, cluster);
            run.command("status").assertSucceeded().assertOut("not running", "Resume with:");
            assertOlderRefused(run);

            try (RunningProcess manager =
                    cluster.deploy(
                            "-Dparallelism.default=1",
                            "-Dexecution.checkpointing.interval=1min",
                            "-Dexecution.state-recovery.path=" + savepoint.toUri(),
                            arguments(run))) {
                manager.await("Resuming from savepoint ");
                assertThat(manager.exitCode()).as(() -> manager.lines().toString()).isZero();
                assertThat(manager.lines()).anyMatch(line -> line.startsWith("Complete: "));
            }
            assertThat(worker.isAlive()).isTrue();
        }
        run.assertSameAsUndisturbed();
        run.command("finish").assertSucceeded();
    }

    /** The job itself has noted what it has committed, whatever becomes of the JobManager. */
    private static void assertOlderRefused(DisturbedRun run) throws Exception {
        StateFolder state = new StateFolder(run.state());
        long savepoint = run.newest();
        String runId = OutputFolder.open(run.output()).runId();
        NewestCheckpoints points = new NewestCheckpoints(runId, run.output(), state);
        Files.delete(run.state().resolve("restore_point.json"));
        Files.delete(run.output().resolve(NewestCheckpoint.FILE));

        assertThat(points.fault(savepoint - 1)).contains("which the run's job has committed");
        assertThat(points.fault(savepoint)).isNull();
    }

    /** Deploys it, and stops it as an operator does: by REST, into a folder of its own. */
    private Path stopped(DisturbedRun run, ApplicationCluster cluster) throws Exception {
        Path foreign = folder.resolve("foreign");
        try (RunningProcess manager =
                cluster.deploy("-Dparallelism.default=2", SLOW, arguments(run))) {
            run.awaitCheckpoint(1, manager);
            JobRecord job = JobRecord.read(run.state().resolve("job.json"));
            assertThat(job.isApplication()).isTrue();
            new SavepointRequest(new JobRest(job.cluster(), job.jobId()), foreign).stop();
            assertThat(manager.exitCode()).as(() -> manager.lines().toString()).isZero();
        }
        try (Stream<Path> savepoints = Files.list(foreign)) {
            return savepoints.findFirst().orElseThrow();
        }
    }

    /** Those of the undisturbed run, without its name of the command. */
    static Words arguments(DisturbedRun run) {
        return Words.of(run.begin().list().stream().skip(1).toArray());
    }
}
