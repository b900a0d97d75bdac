// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.EventsFile;
import io.deltabook.job.cli.testing.OutputCopy;
import io.deltabook.job.cli.testing.RunningProcess;
import io.deltabook.job.cli.testing.SampleOutput;
import io.deltabook.job.cli.testing.Words;
import io.deltabook.job.output.DataFiles;
import io.deltabook.job.output.OutputFolder;
import io.deltabook.job.parquet.event.EventFileShape;
import io.deltabook.job.state.JobRecord;
import io.deltabook.job.state.RunRecord;
import io.deltabook.job.state.StateFolder;
import io.deltabook.job.state.StateLock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code deltabook compact} on the output of a real run whose hours are cut into parts. */
final class CompactITCase {
    private static final int PARTS = 3;

    @RegisterExtension static final SampleOutput SAMPLE = new SampleOutput();

    @TempDir private Path folder;
    private OutputCopy output;

    @BeforeEach
    void copy() throws IOException {
        output = OutputCopy.of(SAMPLE.one(), folder.resolve("out"));
    }

    /** Cuts every file into parts, the last with row groups of a few rows. */
    private int cut() throws IOException {
        List<Path> files = DataFiles.below(output.folder().resolve("events"));
        for (Path path : files) {
            EventsFile file = EventsFile.read(path);
            List<Group> rows = file.rows();
            Files.delete(path);
            for (int part = 0; part < PARTS; part++) {
                file.write(
                        path.resolveSibling("events-%d.parquet".formatted(PARTS - part)),
                        rows.subList(rows.size() * part / PARTS, rows.size() * (part + 1) / PARTS));
            }
        }
        makeManifest();
        return files.size();
    }

    private void makeManifest() throws IOException {
        output.withoutDerived().verify("--rewrite").assertSucceeded();
    }

    private CommandLineRun compact(Object... more) {
        return CommandLineRun.of("compact", output.folder(), more);
    }

    @Test
    void partsOfARunAreJoinedAndTheOutputIsVerifiedWithTheSameDigests() throws IOException {
        int hours = cut();

        compact("--dry-run")
                .assertSucceeded()
                .assertOutPattern(
                        "Would join %d files in %d folders".formatted(PARTS * hours, hours));

        CommandLineRun run = compact("--row-groups keep").assertSucceeded();
        assertThat(run.out())
                .containsPattern(
                        "SYNTH:BTC-USDT +events +2 +[0-9,]+ +%d +2 +[0-9.]+ +[0-9.]+\n"
                                .formatted(2 * PARTS))
                .containsPattern(
                        "Joined %d files in %d folders, [0-9.]+ MB, to %d, [0-9.]+ MB, in [0-9.]+ s"
                                .formatted(PARTS * hours, hours, hours));
        assertThat(DataFiles.below(output.folder().resolve("events"))).hasSize(hours);
        output.verify("--against", SAMPLE.two()).assertSucceeded();

        assertThat(compact().out())
                .isEqualTo(
                        "Nothing to join: no folder has files that would fit into a single one.\n");
    }

    @Test
    void aCompactionKilledInTheMiddleIsFinishedByTheNextOne() throws Exception {
        cut();
        try (RunningProcess killed =
                RunningProcess.startMain(
                        "io.deltabook.job.compact.HaltingCompaction",
                        output.folder().toString(),
                        "HOUR_TAKEN_OUT")) {
            killed.await("HOUR_TAKEN_OUT");
            killed.signal("KILL");
            assertThat(killed.exitCode()).isEqualTo(137);
        }
        output.verify()
                .assertEndedWith(ExitCode.BAD_INPUT)
                .assertErr("finish it with 'deltabook compact " + output.folder() + "'");

        compact().assertSucceeded();
        output.verify("--against", SAMPLE.one()).assertSucceeded();
        assertThat(compact().out()).startsWith("Nothing to join");
        assertThat(output.folder().resolve("_compact")).doesNotExist();
    }

    @Test
    void programsGetJson() throws IOException {
        int hours = cut();

        CommandLineRun run =
                compact("--json --symbols BTC-USDT --target-size '5 mb' --row-groups rewrite")
                        .assertSucceeded();
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.path("dry_run").asBoolean()).isFalse();
        assertThat(json.path("hours_joined").asInt()).isEqualTo(2).isLessThan(hours);
        assertThat(json.path("files_before").asInt()).isEqualTo(2 * PARTS);
        assertThat(json.path("files_after").asInt()).isEqualTo(2);
        assertThat(json.path("hours").get(0).path("hour").asText())
                .matches("date=\\d{4}-\\d\\d-\\d\\d/hour=23");
        assertThat(json.path("hours").get(0).path("rewritten_files").asInt()).isEqualTo(1);
        output.verify("--against", SAMPLE.one()).assertSucceeded();
    }

    @Test
    void partsInRowGroupsOfAFewRowsAreJoined() throws IOException {
        EventsFile file = output.file("BTC-USDT", 0);
        List<Group> rows = file.rows();
        Path rest = file.path().resolveSibling("a.parquet");
        file.write(file.path(), rows.subList(0, 500));
        file.write(rest, rows.subList(500, rows.size()), CompressionCodecName.GZIP, 20_000);
        assertThat(EventFileShape.read(rest).rowGroups()).isGreaterThan(3);
        makeManifest();

        compact("--row-groups keep").assertSucceeded();
        assertThat(output.files("BTC-USDT")).hasSize(2);
        output.verify("--against", SAMPLE.one()).assertSucceeded();
    }

    @Test
    void wrongArgumentsAreNamed() {
        assertThat(compact("--target-size big").err())
                .contains("--target-size must be a size, such as 400mb, but was big");
        assertThat(compact("--target-size '1 kb'").err())
                .contains("--target-size must be at least 256 kb, but was 1 kb");
        compact("--row-groups some").assertEndedWith(ExitCode.USAGE).assertErr("--row-groups");
        CommandLineRun.of("compact", folder)
                .assertEndedWith(ExitCode.BAD_INPUT)
                .assertErr("[" + folder + "] must be the output of a run, but has no _deltabook");
    }

    @Test
    void theOutputOfARunThatIsInUseIsRefused() throws IOException {
        cut();
        StateFolder state = new StateFolder(folder.resolve("state"));
        Files.createDirectories(state.path());
        OutputFolder marker = OutputFolder.open(output.folder());
        new RunRecord("1", marker.runId(), "now", marker.path(), state.path(), Map.of(), Map.of())
                .write(state.run());
        Path markerFile = output.folder().resolve(OutputFolder.MARKER);
        Files.writeString(
                markerFile,
                Files.readString(markerFile)
                        .replace(marker.state().toString(), state.path().toString()));
        Words named = Words.of("--state", state.path());

        try (StateLock lock = StateLock.take(state)) {
            assertThat(lock).isNotNull();
            compact(named)
                    .assertEndedWith(ExitCode.BAD_INPUT)
                    .assertErr("[" + state.path() + "] state must not be in use, but this process");
        }

        URI nowhere = URI.create("http://127.0.0.1:1");
        new JobRecord(nowhere, "0123", false, 0, 1).write(state.job());
        compact(named)
                .assertEndedWith(ExitCode.BAD_INPUT)
                .assertErr("[" + nowhere + "] must answer whether job 0123");

        Files.delete(state.job());
        compact(named).assertSucceeded();
    }

    @Test
    void anInterruptedCompactionIsFinishedBeforeAnythingElse() throws IOException {
        Path work = Files.createDirectories(output.folder().resolve("_compact"));
        Files.writeString(work.resolve("journal.json"), "{\"version\":1,\"hours\":[]}");

        output.verify()
                .assertEndedWith(ExitCode.BAD_INPUT)
                .assertErr("finish it with 'deltabook compact " + output.folder() + "'");

        assertThat(compact().exitCode()).isZero();
        assertThat(work).doesNotExist();
        assertThat(output.verify().exitCode()).isZero();
    }
}
