// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.AnsweringServer;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.UnwatchedEnd;
import io.deltabook.job.output.DataFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run whose job has ended unwatched is finished by {@code deltabook finish}, or not at all. */
final class FinishCommandTest {
    @RegisterExtension
    static final UnwatchedEnd ENDED =
            new UnwatchedEnd("--rows 40000 --symbols 2", "--parallelism 1");

    /** Nothing listens on it. */
    private static final URI SILENT = URI.create("http://localhost:1");

    private Path output;
    private Path state;

    @BeforeEach
    void setUp() {
        output = ENDED.output();
        state = ENDED.state();
    }

    @Test
    void finishesAsTheWaitingCommandWouldHave() throws IOException {
        CommandLineRun.succeeds("status", output)
                .assertOut("finished", "Finish it with:", "deltabook finish --output " + output);

        CommandLineRun.succeeds("finish", output).assertOut("Complete: 2 lanes read to their end");

        assertThat(output.resolve("manifest.jsonl"))
                .hasSameBinaryContentAs(ENDED.watched().resolve("manifest.jsonl"));
        JsonNode summary = summary(output);
        JsonNode watched = summary(ENDED.watched());
        for (String key : new String[] {"outcome", "totals", "lanes", "output"}) {
            assertThat(summary.get(key)).as(key).isEqualTo(watched.get(key));
        }
        assertThat(state).doesNotExist();
        CommandLineRun.succeeds("verify", output);
    }

    @Test
    void finishedTwiceItSaysTheSame() throws IOException {
        CommandLineRun first = CommandLineRun.succeeds("finish", output);
        byte[] summary = Files.readAllBytes(output.resolve("summary.json"));

        assertThat(CommandLineRun.of("finish", output)).isEqualTo(first);
        assertThat(output.resolve("summary.json")).hasBinaryContent(summary);
        assertThat(CommandLineRun.succeeds("finish --json", output).out())
                .isEqualToIgnoringWhitespace(new String(summary, StandardCharsets.UTF_8));
    }

    /** What of it was done before the process that finished the run died. */
    private enum DiedBefore {
        SUMMARY("summary.json"),
        STATE_IS_DELETED(""),
        PLAN_IS_DELETED("plan.bin"),
        RECORD_IS_DELETED("plan.bin job.json");

        private final String gone;

        DiedBefore(String gone) {
            this.gone = gone;
        }
    }

    @ParameterizedTest
    @EnumSource(DiedBefore.class)
    void whereverItDiedItIsFinishedByTheNext(DiedBefore died) throws IOException {
        CommandLineRun told = CommandLineRun.of("finish --max-gap-ratio 0", output);
        assertTooManyGaps(told);
        ENDED.restoreState();
        for (String name : died.gone.split(" ")) {
            if (!name.isEmpty()) {
                Files.deleteIfExists(output.resolve(name));
                Files.deleteIfExists(state.resolve(name));
            }
        }

        Object limit = died == DiedBefore.SUMMARY ? "--max-gap-ratio 0" : "";
        assertThat(CommandLineRun.of("finish", output, limit)).isEqualTo(told);
        assertThat(state).doesNotExist();
        assertThat(CommandLineRun.of("finish", output)).isEqualTo(told);
    }

    private static void assertTooManyGaps(CommandLineRun run) {
        run.assertEndedWith(ExitCode.TOO_MANY_GAPS)
                .assertErr("error: the gap ratio must be at most 0 in every lane, but is ");
    }

    @Test
    void aJobThatIsRunningIsNamed() throws IOException {
        try (AnsweringServer cluster = new AnsweringServer(asked -> "{\"status\":\"RUNNING\"}")) {
            ENDED.on(cluster.address());

            CommandLineRun.of("finish", output)
                    .assertEndedWith(ExitCode.BAD_INPUT)
                    .assertErr(
                            "[%s] the run must have ended to be finished, but is job "
                                    .formatted(output),
                            " on %s: ".formatted(cluster.address()),
                            "end it with 'deltabook stop'");
        }
        assertThat(output.resolve("summary.json")).doesNotExist();
        assertThat(state.resolve("run.json")).exists();
    }

    @Test
    void aLaneThatWasNotReadToItsEndIsNamed() throws IOException {
        Path statistics = DataFiles.below(output.resolve("statistics")).get(0);
        Files.delete(statistics);

        CommandLineRun.of("finish", output)
                .assertEndedWith(ExitCode.BAD_INPUT)
                .assertErr(
                        "[%s] every lane must be read to its end for the run to be finished, but 1 of 2 lanes is not, such as SYNTH:"
                                .formatted(output),
                        "resume it with 'deltabook run --resume --output " + output + "'");
        assertThat(output.resolve("summary.json")).doesNotExist();
        assertThat(state.resolve("run.json")).exists();
    }

    /** The cluster of an application ends with it. */
    @Test
    void aClusterThatIsGoneIsNotNeededIfEverythingBalances() throws IOException {
        ENDED.on(SILENT);
        Path part = DataFiles.below(output.resolve("events")).get(0);
        Path aside = output.resolveSibling("aside");
        Files.move(part, aside, StandardCopyOption.REPLACE_EXISTING);
        CommandLineRun.of("finish", output)
                .assertEndedWith(ExitCode.BAD_INPUT)
                .assertErr(
                        "does not answer whether job ",
                        "[%s] does not balance yet: start that cluster".formatted(output));
        assertThat(output.resolve("summary.json")).doesNotExist();

        Files.move(aside, part);
        CommandLineRun.succeeds("finish", output);
        assertThat(state).doesNotExist();
    }

    @Test
    void rowsThatAreThereTwiceAreSaidToBe() throws IOException {
        Path part = DataFiles.below(output.resolve("events")).get(0);
        Files.copy(part, part.resolveSibling("part-7-7.parquet"));

        CommandLineRun.of("finish", output)
                .assertEndedWith(ExitCode.FAILED)
                .assertErr(
                        "an event_seq must be in one file, but [",
                        "[%s] has rows twice, as after a restore from a checkpoint or savepoint older than what was committed"
                                .formatted(output));
        assertThat(state.resolve("run.json")).exists();
    }

    @Test
    void aFolderThatIsNoOutputIsRefused() {
        CommandLineRun.of("finish", output.resolveSibling("other"))
                .assertEndedWith(ExitCode.BAD_INPUT)
                .assertErr("must be the output of a run, but has no _deltabook.json");
    }

    private static JsonNode summary(Path output) throws IOException {
        return new ObjectMapper().readTree(output.resolve("summary.json").toFile());
    }
}
