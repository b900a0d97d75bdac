// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.deltabook.job.cli.cluster.JobRest;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.ApplicationCluster;
import io.deltabook.job.cli.testing.DisturbedRun;
import io.deltabook.job.cli.testing.RunningProcess;
import io.deltabook.job.cli.testing.UndisturbedRun;
import io.deltabook.job.cli.testing.Words;
import io.deltabook.job.state.JobRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills the processes of an application cluster. Takes minutes, so it runs only if {@code
 * -Ddeltabook.application.kills=N} asks for N rounds of each kind, at most {@value #MAX}.
 */
@EnabledIfSystemProperty(named = "deltabook.application.kills", matches = "[1-9][0-9]*")
final class ApplicationKillsITCase {
    private static final int MAX = 8;
    private static final int ROUNDS = Integer.getInteger("deltabook.application.kills", 0);
    private static final Logger LOG = LoggerFactory.getLogger(ApplicationKillsITCase.class);

    @RegisterExtension
    static final UndisturbedRun UNDISTURBED =
            new UndisturbedRun("--rows 100000 --file-rows 8000", "--set snapshot.every-updates=1");

    private static final String SLOW = "-Dexecution.checkpointing.interval=10ms";
    private static final String FAST = "-Dexecution.checkpointing.interval=1min";

    @TempDir private Path folder;

    @RepeatedTest(MAX)
    @Timeout(600)
    void aTaskManagerIsKilled(RepetitionInfo round) throws Exception {
        assumeTrue(round.getCurrentRepetition() <= ROUNDS);
        DisturbedRun run = DisturbedRun.in(folder, UNDISTURBED);
        ApplicationCluster cluster = ApplicationCluster.in(folder);
        try (RunningProcess one = cluster.taskManager();
                RunningProcess other = cluster.taskManager();
                RunningProcess manager = cluster.deploy(wide(4), SLOW, arguments(run))) {
            run.awaitCheckpoint(round.getCurrentRepetition(), manager);
            DisturbedRun.kill(other);
            assertThat(manager.exitCode()).as(() -> manager.lines().toString()).isZero();
            assertThat(one.isAlive()).isTrue();
        }
        run.assertSameAsUndisturbed();
    }

    @RepeatedTest(MAX)
    @Timeout(600)
    void theJobManagerIsKilledAndTheProgramDeployedAgain(RepetitionInfo round) throws Exception {
        assumeTrue(round.getCurrentRepetition() <= ROUNDS);
        DisturbedRun run = DisturbedRun.in(folder, UNDISTURBED);
        ApplicationCluster cluster = ApplicationCluster.in(folder);
        try (RunningProcess worker = cluster.taskManager()) {
            try (RunningProcess manager = cluster.deploy(wide(2), SLOW, arguments(run))) {
                run.killAfter(round.getCurrentRepetition(), manager);
            }
            complete(run, cluster, "");
            assertThat(worker.isAlive()).isTrue();
        }
        run.assertSameAsUndisturbed();
    }

    /** The JobManager may die at any moment between its savepoint and the state's copy of it. */
    @RepeatedTest(MAX)
    @Timeout(600)
    void theJobManagerIsKilledWhileItStopsWithASavepointElsewhere(RepetitionInfo round)
            throws Exception {
        assumeTrue(round.getCurrentRepetition() <= ROUNDS);
        DisturbedRun run = DisturbedRun.in(folder, UNDISTURBED);
        ApplicationCluster cluster = ApplicationCluster.in(folder);
        Path foreign = Files.createDirectories(folder.resolve("foreign"));
        long pause = new Random(round.getCurrentRepetition()).nextInt(40);
        try (RunningProcess worker = cluster.taskManager()) {
            try (RunningProcess manager = cluster.deploy(wide(2), SLOW, arguments(run))) {
                run.awaitCheckpoint(1, manager);
                JobRecord job = JobRecord.read(run.state().resolve("job.json"));
                new JobRest(job.cluster(), job.jobId()).triggerStop(foreign);
                while (savepoint(foreign) == null) {
                    TimeUnit.MILLISECONDS.sleep(1);
                }
                TimeUnit.MILLISECONDS.sleep(pause);
                manager.signal("KILL");
            }
            if (isRefused(run, cluster, pause)) {
                complete(
                        run,
                        cluster,
                        "-Dexecution.state-recovery.path=" + savepoint(foreign).toUri());
            }
        }
        run.assertSameAsUndisturbed();
    }

    /** Deploys it as if nothing were known of the savepoint; an older checkpoint is refused. */
    private static boolean isRefused(DisturbedRun run, ApplicationCluster cluster, long pause)
            throws Exception {
        int exitCode;
        try (RunningProcess manager = cluster.deploy(wide(2), FAST, arguments(run))) {
            exitCode = manager.exitCode();
        }
        LOG.warn("Killed {} ms after the savepoint, deployed again: {}", pause, exitCode);
        if (exitCode != 0) {
            run.resume("--cluster none")
                    .assertEndedWith(ExitCode.BAD_INPUT)
                    .assertErr(" has committed; an older one would write rows twice");
        }
        return exitCode != 0;
    }

    private static void complete(DisturbedRun run, ApplicationCluster cluster, String restore)
            throws Exception {
        try (RunningProcess manager = cluster.deploy(wide(2), FAST, restore, arguments(run))) {
            assertThat(manager.exitCode()).as(() -> manager.lines().toString()).isZero();
        }
    }

    /** The savepoint in a folder, null while there is none. */
    private static Path savepoint(Path folder) throws Exception {
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(path -> Files.exists(path.resolve("_metadata")))
                    .findFirst()
                    .orElse(null);
        }
    }

    private static String wide(int parallelism) {
        return "-Dparallelism.default=" + parallelism;
    }

    private static Words arguments(DisturbedRun run) {
        return ApplicationModeITCase.arguments(run);
    }
}
