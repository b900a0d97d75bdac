// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.parquet.testing.DuckDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GenerateCommandTest {
    @TempDir private Path folder;

    @Test
    void saysWhatItPlantedAndWhere() {
        Path output = folder.resolve("data");

        CommandLineRun run =
                generate("--output", output, "--rows 60000 --symbols 2").assertSucceeded();

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("symbol ")
                .containsPattern("BTC-USDT +30,000 ")
                .containsPattern("all +60,000 ")
                .contains("The bad rows cover 16 different reasons.")
                .contains("what a run must find: " + output.resolve("expected.json"));
        assertThat(output.resolve("expected.json")).exists();
    }

    @Test
    void wrongSettingsAreAUsageErrorEachInALine() {
        CommandLineRun run =
                generate("--output x --rows 10 --symbols 0 --file-rows 0")
                        .assertEndedWith(ExitCode.USAGE);

        assertThat(run.err())
                .isEqualTo(
                        "error: --symbols must be 1..1000, but was 0\n"
                                + "error: --file-rows must be at least 1, but was 0\n");
    }

    @Test
    void aValueOfTheWrongKindIsAUsageError() {
        CommandLineRun run = generate("--output x --rows many").assertEndedWith(ExitCode.USAGE);

        assertThat(run.err())
                .isEqualTo(
                        "error: Invalid value for option '--rows': 'many' is not a long\n"
                                + "See 'deltabook generate --help'.\n");
    }

    @Test
    void aMissingOptionIsAUsageError() {
        CommandLineRun run = generate("--rows 10000").assertEndedWith(ExitCode.USAGE);

        assertThat(run.err())
                .isEqualTo(
                        "error: Missing required parameter: 'OUTPUT'\n"
                                + "See 'deltabook generate --help'.\n");
    }

    @Test
    void theRowsOfAMarketMustBeGiven() {
        CommandLineRun run = generate("--output x").assertEndedWith(ExitCode.USAGE);

        assertThat(run.err()).isEqualTo("error: Missing required option: '--rows=N'\n");
    }

    @Test
    void aCaptureIsRepeatedAsOftenAsRequested() {
        Path capture = folder.resolve("capture");
        generate("--output", capture, "--rows 20000 --symbols 1");

        CommandLineRun run =
                generate(
                        "--amplify",
                        capture,
                        "--times 2 --symbols 3 --output",
                        folder.resolve("data"));

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("symbols  repetitions  rows each")
                .containsPattern("\n +3 +2 +1\\d,\\d{3} ")
                .contains("how: " + folder.resolve("data/amplified.json"));
    }

    @Test
    void optionsThatDoNotGoTogetherAreUsageErrors() {
        assertThat(generate("--output x --rows 10000 --times 2").err())
                .isEqualTo("error: --times requires --amplify, but it is missing\n");
        assertThat(generate("--output x --amplify y").err())
                .isEqualTo("error: --amplify requires one of --times and --rows\n");
        assertThat(generate("--output x --amplify y --times 0").err())
                .isEqualTo("error: --amplify requires one of --times and --rows\n");
        assertThat(generate("--output x --amplify y --times -1").err())
                .isEqualTo("error: --times must be 1..1000000, but was -1\n");
        assertThat(generate("--output x --amplify y --times 1 --seed 2").err())
                .isEqualTo(
                        "error: --seed, --start, --messages-per-second, --clean and --interleaved"
                                + " apply to the synthetic market and must not be combined with"
                                + " --amplify\n");
    }

    @Test
    void interleavedSymbolsAlternateInTheSameFiles() {
        Path output = folder.resolve("interleaved");
        CommandLineRun run =
                generate(
                        "--output",
                        output,
                        "--interleaved --symbols 3 --rows 10 --file-rows 4 --messages-per-second",
                        "0.0002777777777");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).endsWith("; files: 3\n");
        String rows = "from read_parquet('%s/deltas/*.parquet')".formatted(output);
        assertThat(DuckDb.number("select count(*) " + rows + " where symbol = 'I00000-USDT'"))
                .isEqualTo(4);
        assertThat(DuckDb.number("select count(distinct symbol) " + rows)).isEqualTo(3);
        assertThat(DuckDb.number("select count(distinct origin_time // 3600000000000) " + rows))
                .isEqualTo(4);
    }

    @Test
    void aCaptureThatDoesNotExistIsBadInput() {
        String missing = folder.resolve("missing").toString();

        CommandLineRun run =
                generate("--output x --amplify", missing, "--times 1")
                        .assertEndedWith(ExitCode.BAD_INPUT);

        assertThat(run.err()).startsWith("error: [" + missing + "] ");
    }

    @Test
    void aFolderWithFilesIsNotWrittenInto() throws IOException {
        Files.writeString(folder.resolve("mine.txt"), "keep");

        CommandLineRun run =
                generate("--output", folder, "--rows 20000").assertEndedWith(ExitCode.BAD_INPUT);

        assertThat(run.err())
                .isEqualTo(
                        "error: ["
                                + folder
                                + "] must be a new or empty folder, but holds files: choose"
                                + " another --output\n");
        assertThat(folder).isDirectoryContaining("glob:**mine.txt");
    }

    private static CommandLineRun generate(Object... args) {
        return CommandLineRun.of("generate", args);
    }
}
