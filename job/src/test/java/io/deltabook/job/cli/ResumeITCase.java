// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are killed or stopped, as processes, and gone on with. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class ResumeITCase {
    @TempDir private static Path data;

    @TempDir private Path folder;

    @BeforeAll
    static void runUndisturbed() {
        CommandLineRun generated =
                CommandLineRun.of(
                        "generate",
                        "--output",
                        data.resolve("in").toString(),
                        "--rows",
                        "900000",
                        "--file-rows",
                        "60000");
        assertThat(generated.exitCode()).as(generated.err()).isZero();
        CommandLineRun run =
                CommandLineRun.of(
                        "run",
                        "--input",
                        data.resolve("in").toString(),
                        "--output",
                        data.resolve("out").toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @Test
    void aKilledRunGoesOnFromItsNewestCheckpointWithAnotherParallelism() throws Exception {
        Path output = folder.resolve("out");
        try (RunningProcess run = start(output, "--parallelism", "1")) {
            awaitCheckpoint(output, 2);
            run.signal("KILL");
            assertThat(run.exitCode()).isEqualTo(137);
        }
        assertThat(output.resolve("summary.json")).doesNotExist();

        CommandLineRun resumed = resume(output, "--parallelism", "2");

        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(resumed.err())
                .containsPattern("Going on from checkpoint \\d+: [0-9,]+ of 900,000 rows");
        assertSameAsUndisturbed(output);
        assertThat(hidden(output)).isEmpty();
        assertThat(state(output)).doesNotExist();
    }

    @Test
    void aSignalStopsWithASavepointAndTheRunGoesOn() throws Exception {
        Path output = folder.resolve("out");
        try (RunningProcess run = start(output, "--parallelism", "2")) {
            awaitCheckpoint(output, 1);
            run.signal("INT");

            assertThat(run.exitCode()).isEqualTo(130);
            assertThat(run.lines().get(run.lines().size() - 2))
                    .matches("Stopped at savepoint \\d+: [0-9,]+ of 900,000 rows.*Go on with:");
            assertThat(run.lines().get(run.lines().size() - 1))
                    .isEqualTo("  deltabook run --resume --output " + output);
        }
        assertThat(hidden(output)).isEmpty();

        CommandLineRun resumed = resume(output, "--parallelism", "1");

        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(resumed.err()).contains("Going on from savepoint ");
        assertSameAsUndisturbed(output);
    }

    private RunningProcess start(Path output, String... args) throws IOException {
        return RunningProcess.start(
                Stream.concat(
                                Stream.of(
                                        "run",
                                        "--input",
                                        data.resolve("in").toString(),
                                        "--output",
                                        output.toString(),
                                        "--set",
                                        "checkpoint.interval=200ms"),
                                Stream.of(args))
                        .toArray(String[]::new));
    }

    private static CommandLineRun resume(Path output, String... args) {
        return CommandLineRun.of(
                Stream.concat(
                                Stream.of("run", "--resume", "--output", output.toString()),
                                Stream.of(args))
                        .toArray(String[]::new));
    }

    private static Path state(Path output) {
        return output.resolveSibling(output.getFileName() + ".state");
    }

    private static void awaitCheckpoint(Path output, int number) throws InterruptedException {
        Path checkpoints = state(output).resolve("checkpoints");
        while (Stream.iterate(number, n -> n + 1)
                .limit(50)
                .noneMatch(n -> Files.exists(checkpoints.resolve("chk-" + n + "/_metadata")))) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static List<Path> hidden(Path output) throws IOException {
        try (Stream<Path> files = Files.walk(output)) {
            return files.filter(file -> file.getFileName().toString().startsWith(".")).toList();
        }
    }

    private static void assertSameAsUndisturbed(Path output) {
        CommandLineRun verified =
                CommandLineRun.of(
                        "verify", output.toString(), "--against", data.resolve("out").toString());
        assertThat(verified.exitCode()).as(verified.out() + verified.err()).isZero();
    }
}
