// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.CommandLineRun;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose memory, as this process really uses it, is more than they may have. */
final class MemoryLimitITCase {
    /** More than the smallest memory.limit. */
    private static final int HELD_BYTES = 300 << 20;

    @TempDir private Path folder;

    @BeforeEach
    void generate() {
        CommandLineRun.succeeds("generate --output", folder + "/in", "--rows 20000");
    }

    @Test
    void aPauseThatDoesNotEndStopsTheRunWithASavepointToResumeFrom() {
        ByteBuffer held = hold();
        CommandLineRun stopped =
                run(
                        "--set memory.limit=256mb --set memory.sample-interval=100ms --set",
                        "memory.pause-timeout=1s");
        assertThat(held.get(0)).isEqualTo((byte) 1);

        assertThat(stopped.exitCode()).as(stopped.err()).isEqualTo(ExitCode.STOPPED);
        assertThat(stopped.err())
                .contains("Memory has not fallen below 85 % of memory.limit for 1 s: stopping")
                .containsPattern("Stopped at savepoint \\d+: 0 of 20,000 rows.*Resume with:");

        CommandLineRun.succeeds(
                "run --resume --output", folder + "/out", "--set memory.limit=24gb");
        CommandLineRun.succeeds("run --input", folder + "/in", "--output", folder + "/whole");
        CommandLineRun.succeeds("verify", folder + "/out", "--against", folder + "/whole");
    }

    @Test
    void settingsThatLetTooMuchIntoMemoryAreRefusedBeforeAnythingIsWritten() {
        run("--parallelism 2 --set memory.raw-data-limit=512mb --set", "sink.row-group-size=64mb")
                .assertEndedWith(ExitCode.USAGE)
                .assertErr("memory.raw-data-limit must be at least ")
                .assertErr("lower parallelism from 2 to 1")
                .assertErr("or raise memory.raw-data-limit to ");
        assertThat(folder.resolve("out")).doesNotExist();
        assertThat(folder.resolve("out.state")).doesNotExist();
    }

    @Test
    void aWidthThatNobodyRequestedIsLoweredToWhatFits() {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1);

        CommandLineRun run =
                run("--set memory.raw-data-limit=512mb --set sink.row-group-size=64mb")
                        .assertSucceeded();
        assertThat(run.err())
                .containsOnlyOnce("Parallelism: 1 rather than ")
                .containsPattern(
                        "within memory.raw-data-limit; raise it to \\d+mb to use all cores");
    }

    @Test
    void aWidthThatNobodyRequestedIsRefusedWhereNotEvenOneSubtaskFits() {
        CommandLineRun refused =
                run("--set memory.raw-data-limit=128mb --set sink.row-group-size=64mb")
                        .assertEndedWith(ExitCode.USAGE);

        assertThat(refused.err())
                .contains("memory.raw-data-limit must be at least ")
                .doesNotContain("lower parallelism");
    }

    private CommandLineRun run(Object... options) {
        return CommandLineRun.of(
                "run --input", folder.resolve("in"), "--output", folder.resolve("out"), options);
    }

    private static ByteBuffer hold() {
        ByteBuffer held = ByteBuffer.allocateDirect(HELD_BYTES);
        for (int i = 0; i < HELD_BYTES; i += 4096) {
            held.put(i, (byte) 1);
        }
        return held;
    }
}
