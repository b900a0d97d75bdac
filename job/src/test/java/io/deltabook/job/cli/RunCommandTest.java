// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.Words;
import io.deltabook.job.output.OutputFolder;
import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.testing.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Wrong command lines and wrong input: the exit code and the line that says it. No cluster starts.
 */
final class RunCommandTest {
    @TempDir private static Path data;

    @TempDir private Path folder;

    @BeforeAll
    static void generate() {
        CommandLineRun.succeeds(
                "generate --output", data.resolve("good"), "--rows 5000 --symbols 1");
    }

    @Test
    void helpNamesEveryOption() {
        CommandLineRun.of("run --help")
                .assertSucceeded()
                .assertOut(
                        "--input=PATH",
                        "--output=OUTPUT",
                        "--state=DIR",
                        "--parallelism=N",
                        "--symbols=SYMBOL",
                        "--from=DAY",
                        "--to=DAY",
                        "--exchange=NAME",
                        "--symbol=NAME",
                        "--seed=OUTPUT",
                        "--web-port=PORT",
                        "--config=FILE",
                        "--set=KEY=VALUE",
                        "--flink-config=FILE");
    }

    @Test
    void withoutInputAndOutputBothAreNamed() {
        assertUsage(
                CommandLineRun.of("run"),
                "input must be given, but was nothing: name the folder with --input",
                "output must be given, but was nothing: name a new folder with --output");
    }

    @Test
    void resumingARunThatNeverStartedSaysHowToStartIt() {
        Path output = folder.resolve("out");

        CommandLineRun run =
                CommandLineRun.of("run --resume --output", output)
                        .assertEndedWith(ExitCode.BAD_INPUT);

        assertThat(run.err())
                .isEqualTo(
                        "error: [%s] must be the output of a run, but no run has started there, or it ended before it wrote anything: start it, without --resume, with 'deltabook run --input DIR --output %1$s'\n"
                                .formatted(output));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void resumingWithoutStateAsksForTheFirstCommandLine() throws IOException {
        Path output = Files.createDirectory(folder.resolve("out"));
        OutputFolder.claim(output, "id", "print", List.of(), null);

        CommandLineRun run =
                CommandLineRun.of("run --resume --output", output)
                        .assertEndedWith(ExitCode.BAD_INPUT);

        assertThat(run.err())
                .isEqualTo(
                        "error: [%s.state] state must record what the run of [%1$s] was started with, but there is none, and nothing is committed: start it over with its first command line and --resume\n"
                                .formatted(output));
    }

    @Test
    void badValuesAndUnknownKeysOfFileAndCommandLineAreNamed() throws IOException {
        Path config = folder.resolve("job.yaml");
        Files.writeString(config, "book.depth.retaned: 5\nweb.port: 70000\n");

        assertUsage(
                run("--config", config, "-D sink.algorithm=zstd"),
                "option must be a known key, but was book.depth.retaned ("
                        + config
                        + "): did you mean book.depth.retained?",
                "option must be a known key, but was sink.algorithm (--set):"
                        + " docs/configuration.md lists all options");
        Files.writeString(config, "web.port: 70000\n");
        assertUsage(
                run("--config", config, "--parallelism two"),
                "parallelism must be a whole number, but was two: omit it to use 0",
                "web.port must be 0..65535, but was 70000: omit it to use 0");
    }

    @Test
    void theCommandLineWinsOverTheFile() throws IOException {
        Path config = folder.resolve("job.yaml");
        Files.writeString(config, "parallelism: 1000\nmax-parallelism: 128\nweb.port: 1\n");

        assertUsage(
                run("--config", config, "--web-port -1 --set web.port=-2"),
                "parallelism must be at most max-parallelism, but was 1000 > 128: lower the first"
                        + " or raise the second",
                "web.port must be 0..65535, but was -1: omit it to use 0");
    }

    @Test
    void anUnknownOptionIsAUsageError() {
        CommandLineRun run = run("--inptu x").assertEndedWith(ExitCode.USAGE);

        assertThat(run.err())
                .isEqualTo(
                        "error: unknown option '--inptu': did you mean '--input'?\nSee 'deltabook run --help'.\n");
    }

    @Test
    void aMissingFolderIsBadInput() {
        assertBadInput(
                CommandLineRun.of("run --input", path("none"), "--output", path("out")),
                "[" + path("none") + "] must be a folder or a file, but does not exist");
    }

    @Test
    void aFolderWithoutParquetIsBadInput() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("in")).resolve("a.csv"), "1,2");

        assertBadInput(
                CommandLineRun.of("run --input", path("in"), "--output", path("out")),
                "["
                        + path("in")
                        + "] must hold files (*.parquet) of deltas or of book snapshots, but holds none");
    }

    @Test
    void aMissingColumnIsBadInput() {
        String file = path("deltas.parquet");
        DuckDb.run(
                "copy (select 1723161255208000000 origin_time, 'X' symbol, 1 update_id, 'bid' side,"
                        + " 1.5 new_quantity) to '"
                        + file
                        + "' (format parquet)");

        CommandLineRun run =
                CommandLineRun.of("run --input", file, "--output", path("out"))
                        .assertEndedWith(ExitCode.BAD_INPUT);

        assertThat(errors(run)).hasSize(1);
        assertThat(errors(run).get(0)).startsWith("error: [" + file + "] ").contains("price");
    }

    @Test
    void aTruncatedFileIsBadInput() throws IOException {
        Path input = folder.resolve("cut");
        Folders.copy(data.resolve("good"), input);
        Path file;
        try (Stream<Path> files = Files.find(input, 9, (path, is) -> isParquet(path))) {
            file = files.sorted().toList().get(0);
        }
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));

        CommandLineRun run =
                CommandLineRun.of("run --input", input, "--output", path("out"))
                        .assertEndedWith(ExitCode.BAD_INPUT);

        assertThat(errors(run)).hasSize(1);
        assertThat(errors(run).get(0)).startsWith("error: [" + file + "] ");
    }

    @Test
    void oneSymbolUnderTwoRootsIsBadInputThatNamesBoth() throws IOException {
        Folders.copy(data.resolve("good"), folder.resolve("copy"));
        String good = data.resolve("good").toString();

        CommandLineRun run =
                CommandLineRun.of(
                                "run --input",
                                good,
                                "--input",
                                path("copy"),
                                "--output",
                                path("out"))
                        .assertEndedWith(ExitCode.BAD_INPUT);

        assertThat(errors(run)).hasSize(1);
        assertThat(errors(run).get(0)).contains("SYNTH:BTC-USDT", good, path("copy"));
    }

    @Test
    void anOutputFolderOfAnotherRunIsRefusedAndLeftAlone() throws IOException {
        Path output = Files.createDirectories(folder.resolve("out"));
        Files.writeString(output.resolve("_deltabook.json"), "{}");

        assertBadInput(
                run("--output", output),
                "["
                        + output
                        + "] output must be new or empty, but has _deltabook.json;"
                        + " choose another --output");
        assertThat(output.resolve("_deltabook.json")).hasContent("{}");
    }

    @Test
    void aStateFolderOfAnotherRunIsRefusedAndTheOutputGivenBack() throws IOException {
        Path state = Files.createDirectories(folder.resolve("state"));
        Files.writeString(state.resolve("chk"), "");

        assertBadInput(
                run("--output", path("out"), "--state", state),
                "["
                        + state
                        + "] state must be new or empty, because the whole folder is deleted at the end,"
                        + " but has chk: choose another --state");
        assertThat(state).isDirectoryContaining(file -> file.endsWith("chk"));
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void theOutputMustBeSeparateFromTheInput() {
        Path good = data.resolve("good");

        for (Path output : new Path[] {good, good.resolve("out"), data}) {
            assertBadInput(
                    run("--output", output),
                    "["
                            + output
                            + "] must be separate from the input ["
                            + good
                            + "]; choose another --output");
        }
        assertThat(good.resolve("out")).doesNotExist();
    }

    @Test
    void aLinkIntoTheInputIsNotSeparateFromIt() throws IOException {
        Path good = data.resolve("good");
        Path link = Files.createSymbolicLink(folder.resolve("link"), good);

        assertBadInput(
                run("--output", link.resolve("out")),
                "["
                        + link.resolve("out")
                        + "] must be separate from the input ["
                        + good
                        + "]; choose another --output");
        assertThat(good.resolve("out")).doesNotExist();
        Files.delete(link);
    }

    @Test
    void anOutputMustLieOutsideThoseOfOtherRuns() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("_deltabook.json"), "{}");
        Path link = Files.createSymbolicLink(folder.resolve("link"), other);

        for (Path output : new Path[] {other.resolve("out"), link.resolve("events/new")}) {
            assertBadInput(
                    run("--output", output, "--state", path("state")),
                    "[%s] must not lie inside the output of another run, but lies in [%s]; choose another --output"
                            .formatted(output, other));
        }
        assertThat(other).isDirectoryNotContaining("glob:**/{out,events}");
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    void anOutputFolderThatCannotBeCreatedIsBadInput() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        CommandLineRun run =
                run("--output", file.resolve("out"), "--state", path("state"))
                        .assertEndedWith(ExitCode.BAD_INPUT);

        assertThat(errors(run).get(0)).contains("output must be a folder that can be created");
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    void aStateFolderThatCannotBeCreatedIsBadInput() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        CommandLineRun run =
                run("--output", path("out"), "--state", file.resolve("state"))
                        .assertEndedWith(ExitCode.BAD_INPUT);

        assertThat(errors(run).get(0)).contains("state must be a folder that can be created");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void daysWithoutFoldersAreBadInput() {
        CommandLineRun run =
                run("--output", path("out"), "--from 2030-01-01")
                        .assertEndedWith(ExitCode.BAD_INPUT);

        assertThat(errors(run)).hasSize(1);
        assertThat(errors(run).get(0)).contains("2030-01-01");
    }

    @Test
    void aSymbolThatDoesNotExistIsBadInput() {
        CommandLineRun run =
                run("--output", path("out"), "--symbols BTC-USDT,NONE")
                        .assertEndedWith(ExitCode.BAD_INPUT);

        assertThat(errors(run)).hasSize(1);
        assertThat(errors(run).get(0)).contains("NONE");
    }

    private static CommandLineRun run(Object... args) {
        Words words = Words.of("run --input", data.resolve("good"), args);
        return words.list().contains("--output")
                ? CommandLineRun.of(words)
                : CommandLineRun.of(words, "--output", data.resolve("o"));
    }

    private static void assertUsage(CommandLineRun run, String... lines) {
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(errors(run))
                .containsExactlyElementsOf(Stream.of(lines).map(line -> "error: " + line).toList());
    }

    private static void assertBadInput(CommandLineRun run, String line) {
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(errors(run)).containsExactly("error: " + line);
    }

    /** What was said except for what was found in the input. */
    private static List<String> errors(CommandLineRun run) {
        return run.err().lines().filter(line -> !line.startsWith("Input: ")).toList();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private static boolean isParquet(Path path) {
        return path.toString().endsWith(".parquet");
    }
}
