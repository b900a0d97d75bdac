// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.output.DataFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that turn out damaged while they are read. */
final class BrokenFileITCase {
    @TempDir private Path folder;

    @Test
    void theRowsOfASkippedFileAreCountedAsLostAndTheRunIsComplete() throws IOException {
        Path data = folder.resolve("in");
        assertThat(
                        CommandLineRun.of(
                                        "generate --output",
                                        data,
                                        "--rows=150000 --symbols=1 --row-group-rows=30000")
                                .exitCode())
                .isZero();
        List<Path> files = DataFiles.below(data);
        Path broken = files.get(files.size() - 1);
        byte[] bytes = Files.readAllBytes(broken);
        for (int i = 0; i < 2_000; i++) {
            bytes[bytes.length * 3 / 4 + i] ^= 0x55;
        }
        Files.write(broken, bytes);
        Path output = folder.resolve("out");

        CommandLineRun run =
                CommandLineRun.succeeds(
                        "run --input", data, "--output", output, "--set=source.on-bad-file=skip");
        assertThat(run.err())
                .containsPattern(
                        "turned out to be broken while it was read, and [1-9][0-9,]* rows are lost; the BAD_FILE incidents say in which lanes")
                .contains("[" + broken + "]");
        assertThat(CommandLineRun.of("verify", output).exitCode()).isZero();
    }
}
