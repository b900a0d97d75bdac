// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImportCommandTest {
    private static final String HEADER = "symbol,origin_time,side,price,new_quantity\n";

    @TempDir private Path folder;

    private Path input(String rows) throws IOException {
        return Files.writeString(folder.resolve("x.csv"), HEADER + rows);
    }

    private CommandLineRun run(Object... further) {
        return CommandLineRun.of(
                "import", folder.resolve("x.csv"), "--output", folder.resolve("out"), further);
    }

    @Test
    void theAnswerBalances() throws IOException {
        input("A,1723075200,bid,1.5,2\nB,1723075200,ask,1.5,2\n");

        CommandLineRun first = run();
        CommandLineRun again = run();

        assertThat(first.err()).isEmpty();
        assertThat(first.exitCode()).isZero();
        assertThat(first.out())
                .contains("x.csv  deltas      2     2        0      2")
                .contains("2 lines in = 2 rows out + 0 rejects, 1 file in");
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).contains("1 of them imported earlier.");
    }

    @Test
    void moreRejectsThanAllowedExitWithFour() throws IOException {
        input("A,1723075200,bid,1.5,2\nA,1723075200,bid,1.5x,2\n");

        CommandLineRun strict = run();
        CommandLineRun again = run();
        CommandLineRun lax = run("--max-reject-ratio 0.5");

        assertThat(strict.exitCode()).isEqualTo(ExitCode.TOO_MANY_GAPS);
        assertThat(strict.out())
                .contains(
                        "x.csv: rejected 1 UNREADABLE_NUMBER; the first is line 3: UNREADABLE_NUMBER: A,1723075200,bid,1.5x,2")
                .contains("2 lines in = 1 row out + 1 reject,");
        assertThat(strict.err())
                .contains("must be at most 0.01 (max-reject-ratio), but is 0.500000");
        assertThat(again.exitCode()).isEqualTo(ExitCode.TOO_MANY_GAPS);
        assertThat(lax.exitCode()).isZero();
    }

    @Test
    void theJsonHasEveryFile() throws IOException {
        input("A,1723075200,bid,1.5,2\nA,1723075200,bid,1.5x,2\n");

        JsonNode json = new ObjectMapper().readTree(run("--json --max-reject-ratio 1").out());

        assertThat(json.get("lines").asLong()).isEqualTo(2);
        assertThat(json.get("marks").asLong()).isEqualTo(1);
        JsonNode file = json.get("files").get(0);
        assertThat(file.get("source").asText()).endsWith("x.csv");
        assertThat(file.get("reasons").get("UNREADABLE_NUMBER").asLong()).isEqualTo(1);
        assertThat(file.get("is_beyond_ratio").asBoolean()).isFalse();
        assertThat(file.get("files").get(0).asText())
                .isEqualTo("deltas/exchange=UNKNOWN/symbol=A/dt=2024-08-08/1.parquet");
    }

    @Test
    void optionsThatMakeNoSenseAreWrongUsage() throws IOException {
        input("");

        assertThat(run("--threads 0").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("--max-reject-ratio 2").exitCode()).isEqualTo(ExitCode.USAGE);
        run("--set sink.compression=zstd")
                .assertEndedWith(ExitCode.USAGE)
                .assertErr("--set must be of [source.columns");
        assertThat(run("--set source.columns.prize=px").err()).contains("event_time");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void anInputThatIsNotACsvFileIsNamed() throws IOException {
        Files.writeString(folder.resolve("x.csv"), "hello\n");

        run().assertEndedWith(ExitCode.BAD_INPUT)
                .assertErr("x.csv] the first line must have fields");
    }

    @Test
    void aRunReadsWhatWasImported() throws IOException {
        input("A,1723075200,bid,1.5,2\nA,1723075200,ask,1.6,2\nA,1723075200,ask,1.6x,2\n");
        run("--max-reject-ratio 1");

        CommandLineRun plan = CommandLineRun.of("plan --input", folder.resolve("out"));

        assertThat(plan.err()).isEmpty();
        assertThat(plan.out()).contains("UNKNOWN:A  native").contains("A run would read all");
    }
}
