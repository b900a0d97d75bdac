// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.failure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.output.DataFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A run is complete when all of it is there, and whoever asks again is told the same as at its end.
 */
final class CompletionITCase {
    /** A run with this many checkpoints, and one snapshot per message, does not finish too soon. */
    private static final String SLOW =
            "--set checkpoint.interval=10ms --set snapshot.every-updates=1";

    @TempDir private static Path data;

    private static Path input;

    @TempDir private Path folder;

    private Path output;
    private Path state;

    @BeforeAll
    static void generate() {
        input = data.resolve("in");
        CommandLineRun.succeeds("generate --output", input, "--rows 250000 --file-rows 20000");
    }

    @BeforeEach
    void setUp() {
        output = folder.resolve("out");
        state = folder.resolve("out.state");
    }

    @ParameterizedTest
    @ValueSource(strings = {"events", "incidents", "rejects"})
    void aPartThatIsLostWhileTheJobRunsFailsTheRunUntilItIsBroughtBack(String dataset)
            throws Exception {
        CompletableFuture<CommandLineRun> run = CompletableFuture.supplyAsync(() -> run(SLOW));
        Path part = committedPart(dataset, run);
        Path aside = folder.resolve("aside");
        Files.move(part, aside);

        assertIncomplete(run.get(), dataset);
        assertThat(state.resolve("run.json")).exists();

        assertIncomplete(resume(), dataset);
        assertIncomplete(resume("--max-gap-ratio 0"), dataset);
        assertThat(CommandLineRun.of("status --output", output).out())
                .contains("finished, but not complete: ");

        Files.move(aside, part);
        assertComplete(resume());
        assertThat(state).doesNotExist();
        assertComplete(resume());
        assertVerified();
    }

    private Path committedPart(String dataset, CompletableFuture<CommandLineRun> run)
            throws Exception {
        while (true) {
            List<Path> parts = DataFiles.below(output.resolve(dataset));
            if (!parts.isEmpty()) {
                return parts.get(0);
            }
            assertThat(run.isDone()).as(() -> run.join().toString()).isFalse();
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    private void assertIncomplete(CommandLineRun run, String dataset) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err())
                .containsPattern("error: SYNTH:.*: rows in " + dataset + " files must be the ")
                .contains(
                        "error: [%s] must balance to be complete, but does not, so [%s] is kept"
                                .formatted(output, state))
                .doesNotContain("is complete");
        assertThat(outcome().path("complete").asBoolean(true)).isFalse();
        assertThat(outcome().path("exit_code").asInt()).isEqualTo(ExitCode.FAILED);
    }

    /** What is there of a run whose process was killed behind the end of its job. */
    private enum KilledBefore {
        MANIFEST,
        SUMMARY,
        STATE_IS_DELETED,
        RECORD_IS_DELETED;

        void reconstruct(Path saved, Path output, Path state) throws IOException {
            Files.createDirectories(state);
            for (String name : List.of("run.json", "job.json", "plan.bin")) {
                if (this != RECORD_IS_DELETED || name.equals("run.json")) {
                    Files.copy(saved.resolve(name), state.resolve(name));
                }
            }
            if (this == MANIFEST) {
                Files.delete(output.resolve("manifest.jsonl"));
            }
            if (this == MANIFEST || this == SUMMARY) {
                Files.delete(output.resolve("summary.json"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(KilledBefore.class)
    void aRunKilledAfterTheEndOfItsJobIsStillReportedToHaveTooManyGaps(KilledBefore killed)
            throws Exception {
        CompletableFuture<CommandLineRun> run =
                CompletableFuture.supplyAsync(() -> run("--max-gap-ratio 0.0001"));
        Path saved = Files.createDirectory(folder.resolve("saved"));
        while (!Files.exists(state.resolve("job.json"))) {
            assertThat(run.isDone()).as(() -> run.join().toString()).isFalse();
            TimeUnit.MILLISECONDS.sleep(2);
        }
        for (String name : List.of("run.json", "job.json", "plan.bin")) {
            Files.copy(state.resolve(name), saved.resolve(name));
        }
        assertTooManyGaps(run.get());
        assertThat(state).doesNotExist();
        JsonNode told = outcome();

        killed.reconstruct(saved, output, state);

        assertTooManyGaps(resume());
        assertThat(outcome()).isEqualTo(told);
        assertThat(state).doesNotExist();
        assertTooManyGaps(resume());
        assertVerified();
    }

    private static void assertTooManyGaps(CommandLineRun run) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.TOO_MANY_GAPS);
        assertThat(run.err().lines().filter(line -> line.startsWith("error: ")))
                .singleElement()
                .asString()
                .startsWith("error: the gap ratio must be at most 0.0001 in every lane, but is ");
    }

    @ParameterizedTest
    @CsvSource({
        "events, must be there as the manifest says",
        "incidents, rows in incidents files must be the incidents counted",
        "rejects, rows in rejects files must be the rows rejected",
        "statistics, a planned lane must have one statistics row"
    })
    void aPartOfACompleteRunThatIsGoneIsNamedAndTheRunIsNotComplete(String dataset, String fault)
            throws IOException {
        assertComplete(run());
        byte[] manifest = Files.readAllBytes(output.resolve("manifest.jsonl"));
        byte[] summary = Files.readAllBytes(output.resolve("summary.json"));
        Path part = DataFiles.below(output.resolve(dataset)).get(0);
        Path aside = folder.resolve("aside");
        Files.move(part, aside);

        for (int times = 0; times < 2; times++) {
            CommandLineRun gone = resume().assertEndedWith(ExitCode.FAILED);

            assertThat(gone.err())
                    .contains(fault)
                    .contains("[%s] must balance to be complete, but does not: ".formatted(output))
                    .doesNotContain("is complete");
            if (dataset.equals("events")) {
                assertThat(gone.err()).contains("error: [" + part + "] must be there");
            }
        }
        assertThat(output.resolve("manifest.jsonl")).hasBinaryContent(manifest);
        assertThat(output.resolve("summary.json")).hasBinaryContent(summary);

        Files.move(aside, part);
        assertComplete(resume());
        assertThat(output.resolve("summary.json")).hasBinaryContent(summary);
    }

    @Test
    void aManifestOrSummaryThatIsGoneIsRebuiltOnlyOfWhatBalances() throws IOException {
        assertComplete(run());
        byte[] manifest = Files.readAllBytes(output.resolve("manifest.jsonl"));
        Path part = DataFiles.below(output.resolve("incidents")).get(0);
        Path aside = folder.resolve("aside");

        Files.delete(output.resolve("manifest.jsonl"));
        assertComplete(resume());
        assertThat(output.resolve("manifest.jsonl")).hasBinaryContent(manifest);

        Files.delete(output.resolve("summary.json"));
        Files.move(part, aside);
        assertThat(resume().exitCode()).isEqualTo(ExitCode.FAILED);

        Files.move(aside, part);
        assertComplete(resume());
        assertThat(outcome().path("exit_code").asInt(-1)).isZero();
        assertVerified();
    }

    @Test
    void verifyAndCompactKeepTheOutcome() throws IOException {
        assertTooManyGaps(run("--max-gap-ratio 0.0001"));
        JsonNode told = outcome();

        Files.delete(output.resolve("manifest.jsonl"));
        CommandLineRun.succeeds("verify --rewrite", output);
        assertThat(outcome()).isEqualTo(told);

        Files.delete(output.resolve("manifest.jsonl"));
        CommandLineRun.succeeds("compact", output);
        assertThat(outcome()).isEqualTo(told);
        assertTooManyGaps(resume());
    }

    private JsonNode outcome() {
        try {
            return new ObjectMapper()
                    .readTree(output.resolve("summary.json").toFile())
                    .path("outcome");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertComplete(CommandLineRun run) {
        run.assertSucceeded();
    }

    private void assertVerified() {
        CommandLineRun.succeeds("verify", output);
    }

    private CommandLineRun run(Object... args) {
        return CommandLineRun.of("run --parallelism 1 --input", input, "--output", output, args);
    }

    private CommandLineRun resume(Object... args) {
        return CommandLineRun.of("run --resume --output", output, args);
    }
}
