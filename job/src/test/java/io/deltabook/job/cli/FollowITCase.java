// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.RunningProcess;
import io.deltabook.job.cli.testing.SameRows;
import io.deltabook.job.cli.testing.Words;
import io.deltabook.job.output.DataFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose input grows while they are followed. */
final class FollowITCase {
    private static final String GENERATED =
            "--rows 12000 --symbols 2 --start 2024-08-01T00:00:00Z --messages-per-second 0.0003";

    @TempDir private Path folder;

    private Path all;
    private Path input;
    private Path output;

    @BeforeEach
    void folders() {
        all = folder.resolve("all");
        input = folder.resolve("in");
        output = folder.resolve("out");
    }

    /** The last days bring a symbol that was not there before. */
    @Test
    void aFollowedRunThatIsKilledEqualsOneRunOfEverything() throws Exception {
        CommandLineRun.succeeds("generate --output", all, GENERATED);
        add("BTC-USDT", "2024-08-01");
        try (RunningProcess run = RunningProcess.start(follow("--every 100ms"))) {
            run.await("Caught up with the input at savepoint 1");
            add("BTC-USDT", "2024-08-02");
            run.await("Web UI");
            run.signal("KILL");
            assertThat(run.exitCode()).isEqualTo(137);
        }
        add("ETH-USDT", "2024-08-01");
        add("ETH-USDT", "2024-08-02");
        CommandLineRun.succeeds(follow("--once")).assertErr("Caught up with the input");
        CommandLineRun.succeeds(follow("--once")).assertErr("Nothing new has come to the input.");
        CommandLineRun.of("verify", output)
                .assertOut("2 findings (2 count)", "the run has not finished");
        CommandLineRun.of("finish", output)
                .assertEndedWith(ExitCode.BAD_INPUT)
                .assertErr("every lane must be read to its end");
        for (String day : new String[] {"2024-08-03", "2024-08-04", "2024-08-05"}) {
            add("BTC-USDT", day);
            add("ETH-USDT", day);
        }
        assertThat(DataFiles.below(input)).hasSameSizeAs(DataFiles.below(all));

        CommandLineRun.succeeds(follow("--once --parallelism 2")).assertErr("New: ");
        CommandLineRun.succeeds("run --resume --no-follow --output", output);

        Path one = folder.resolve("one");
        CommandLineRun.succeeds("run --parallelism 1 --input", input, "--output", one);
        CommandLineRun.succeeds(follow("--once")).assertErr("is complete");
        CommandLineRun.succeeds("verify", output, "--against", one).assertOut("Clean", "2 lanes");
        SameRows.assertIn(output, one);
    }

    /** A copy that is under way ends nowhere near the end of a Parquet file. */
    @Test
    void aFollowerThatWaitsForAFileToBeWholeIsStoppedByCtrlC() throws Exception {
        Path file = input.resolve("exchange=X/symbol=A/dt=2024-08-08/1.parquet");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "PAR1 and no more of it");
        try (RunningProcess run = RunningProcess.start(follow("--every 5min"))) {
            run.await("[" + file + "] is not taken yet: it does not end as a Parquet file");
            run.await("Waiting for files.");
            run.signal("INT");
            assertThat(run.exitCode()).isEqualTo(130);
            assertThat(run.lines()).last().asString().isEqualTo("Stopped while waiting for files.");
        }
        assertThat(output).doesNotExist();
    }

    private Words follow(String more) {
        return Words.of("run --follow --settle 0s --input", input, "--output", output, more);
    }

    /** Copies a day of a symbol, as a careful copier does: under another name, then renamed. */
    private void add(String symbol, String day) throws IOException {
        for (Path file : DataFiles.below(all)) {
            if (file.toString().contains("symbol=" + symbol)
                    && file.toString().contains("dt=" + day)) {
                Path target = input.resolve(all.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Path hidden = target.resolveSibling("." + target.getFileName());
                Files.copy(file, hidden);
                Files.move(hidden, target);
            }
        }
    }
}
