// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.CommandLineRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MainTest {
    @Test
    void helpNamesTheCommandsAndTheExitCodes() {
        CommandLineRun.of("--help")
                .assertSucceeded()
                .assertOut("generate ", "Exit codes:")
                .assertOutPattern("0 +clean")
                .assertOutPattern("1 +failed")
                .assertOutPattern("2 +wrong command line or option")
                .assertOutPattern("3 +input or output folder that cannot be used");
    }

    @Test
    void withoutACommandTheHelpIsAnError() {
        CommandLineRun run = CommandLineRun.of().assertEndedWith(ExitCode.USAGE);

        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("Usage: deltabook");
    }

    @Test
    void theVersionIsPrinted() {
        CommandLineRun run = CommandLineRun.of("--version").assertSucceeded();

        assertThat(run.out()).startsWith("deltabook ");
    }

    @Test
    void theVersionIsACommandToo() {
        String version = CommandLineRun.of("version").assertSucceeded().out();

        assertThat(version)
                .isEqualTo(CommandLineRun.of("--version").out())
                .containsPattern("Flink \\d+\\.\\d+.*, Java 17");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rnu", "rnu --help", "--help rnu", "rnu --version", "rnu --input x"})
    void anUnknownCommandIsAUsageErrorEvenWithHelp(String words) {
        CommandLineRun run = CommandLineRun.of(words).assertEndedWith(ExitCode.USAGE);

        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo(
                        "error: unknown command 'rnu': did you mean 'run'?\nSee 'deltabook --help'.\n");
    }

    @Test
    void ofACommandLikeNoneAllAreNamed() {
        CommandLineRun run = CommandLineRun.of("nosuch --help").assertEndedWith(ExitCode.USAGE);

        assertThat(run.err())
                .startsWith("error: unknown command 'nosuch': must be one of run, status, ");
    }

    @Test
    void anUnknownOptionIsAUsageErrorEvenWithHelp() {
        for (String help : new String[] {"", "--help"}) {
            CommandLineRun run =
                    CommandLineRun.of("generate --output x --rows 1 --rowz=2", help)
                            .assertEndedWith(ExitCode.USAGE);

            assertThat(run.err())
                    .isEqualTo(
                            "error: unknown option '--rowz': did you mean '--rows'?\nSee 'deltabook generate --help'.\n");
        }
    }

    @Test
    void anArgumentTooManyIsAUsageError() {
        CommandLineRun run = CommandLineRun.of("status a b").assertEndedWith(ExitCode.USAGE);

        assertThat(run.err())
                .isEqualTo("error: unexpected argument 'b'\nSee 'deltabook status --help'.\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "status",
                "stop",
                "finish",
                "savepoint",
                "verify",
                "compact",
                "generate"
            })
    void everyCommandTakesTheOutputInBothForms(String command) {
        String help = CommandLineRun.of(command, "--help").assertSucceeded().out();

        assertThat(help).containsPattern("\\[OUTPUT(\\.\\.\\.)?\\]").contains("--output=OUTPUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "stop", "finish", "watch", "savepoint", "run --resume"})
    void aCommandAboutARunNeedsItsOutput(String command) {
        CommandLineRun run = CommandLineRun.of(command).assertEndedWith(ExitCode.USAGE);

        assertThat(run.err())
                .isEqualTo(
                        "error: OUTPUT must be given, but was nothing: name the run's output folder\n");
    }

    @ParameterizedTest
    @CsvSource({
        "compact, [s3://bucket/x] must be on a disk to be compacted",
        "generate, OUTPUT must be a folder of this machine",
        "doctor, OUTPUT must be a folder of this machine"
    })
    void aCommandOfThisMachineRefusesAnAddress(String command, String error) {
        CommandLineRun.of(command, "s3://bucket/x")
                .assertEndedWith(ExitCode.USAGE)
                .assertErr("error: " + error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--output", "--output out --state"})
    void aStoreThatReplacesNoFileAtOnceIsNotWrittenTo(String options) {
        CommandLineRun.of(("run --input in " + options + " hdfs://host/x").split(" "))
                .assertEndedWith(ExitCode.USAGE)
                .assertErr(
                        " must be a path, or an address of s3 or gs, whose files are replaced at once, but was hdfs://host/x: write there, and copy what is written");
    }

    @Test
    void aBucketIsNoOutput() {
        CommandLineRun.of("run --input in --output s3://bucket")
                .assertEndedWith(ExitCode.USAGE)
                .assertErr(
                        "output must be a folder in its bucket, but was s3://bucket/: name one, such as s3://bucket/events");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run --input in --output",
                "run --input in --output out --state",
                "run --input in --output out --seed",
                "run --resume --output",
                "finish",
                "status",
                "stop",
                "savepoint",
                "watch",
                "verify",
                "sql",
                "view",
                "report --json",
                "book-at --seq 1"
            })
    void anOutputInAStoreIsReachedThroughAPlugin(String command) {
        CommandLineRun.of((command + " s3://bucket/x").split(" "))
                .assertEndedWith(ExitCode.BAD_INPUT)
                .assertErr(
                        "error: [s3://bucket/x] must be accessible, but is not: s3:// must have Flink's plugin flink-s3-fs-hadoop, but it is not installed");
    }

    @Test
    void anOutputGivenTwiceIsAUsageError() {
        CommandLineRun run =
                CommandLineRun.of("status a --output b").assertEndedWith(ExitCode.USAGE);

        assertThat(run.err())
                .startsWith("error: OUTPUT must be given once, but was 'a' and '--output=b'\n");
    }

    @Test
    void helpIsACommandToo() {
        CommandLineRun run = CommandLineRun.of("help run").assertSucceeded();

        assertThat(run.out()).startsWith("Usage: deltabook run");
    }
}
