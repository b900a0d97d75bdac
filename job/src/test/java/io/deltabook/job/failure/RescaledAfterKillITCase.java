// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.failure;

import static io.deltabook.job.cli.testing.DisturbedRun.FAST;
import static io.deltabook.job.cli.testing.DisturbedRun.SLOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.testing.DisturbedRun;
import io.deltabook.job.cli.testing.LauncherCopy;
import io.deltabook.job.cli.testing.RunningProcess;
import io.deltabook.job.cli.testing.UndisturbedRun;
import io.deltabook.job.cli.testing.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs through the launcher, which names a log file, that are killed and resumed with fewer
 * subtasks, each of which then merges what several wrote.
 */
final class RescaledAfterKillITCase {
    @RegisterExtension
    static final UndisturbedRun UNDISTURBED = new UndisturbedRun("--rows 1000000 --symbols 8", "");

    private static final int PATH_LENGTH = 180;

    @TempDir private static Path project;

    private static Path launcher;

    @TempDir private Path folder;

    @BeforeAll
    static void makeLauncher() throws IOException {
        launcher = LauncherCopy.make(project);
    }

    /** The state's path is as long as paths of folders in folders are. */
    @Test
    void aRunKilledAtFourSubtasksContinuesWithTwoAndWithOne() throws Exception {
        Path output = folder.resolve("o");
        Path state = folder.resolve("s".repeat(PATH_LENGTH - folder.toString().length()));
        DisturbedRun disturbed = new DisturbedRun(UNDISTURBED, output, state);
        try (RunningProcess run = start(disturbed.begin(SLOW, "--parallelism 4"))) {
            disturbed.killAfter(2, run);
        }
        Words resume = Words.of("run --resume --output", output);
        try (RunningProcess run = start(Words.of(resume, "--parallelism 2", SLOW))) {
            disturbed.killAfter(disturbed.newest() + 1, run);
        }
        try (RunningProcess run = start(Words.of(resume, "--parallelism 1", FAST))) {
            assertThat(run.exitCode()).as(() -> run.lines().toString()).isZero();
        }

        disturbed.assertSameAsUndisturbed();
        try (Stream<Path> logs = Files.list(folder.resolve("logs"))) {
            assertThat(logs)
                    .allMatch(log -> log.getFileName().toString().startsWith("deltabook.log"));
        }
    }

    private RunningProcess start(Words words) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(words.list());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("DELTABOOK_LOG_DIR", folder.resolve("logs").toString());
        builder.environment().put("DELTABOOK_HEAP", "1g");
        builder.environment().put("DELTABOOK_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        return RunningProcess.of(builder);
    }
}
