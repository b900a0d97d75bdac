// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.RunningProcess;
import io.deltabook.job.parquet.testing.DuckDb;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs of generated data, in this JVM and as a process. */
final class RunITCase {
    @TempDir private static Path data;

    @TempDir private Path folder;

    @BeforeAll
    static void generate() {
        CommandLineRun.succeeds(
                "generate --output",
                data.resolve("in"),
                "--rows 200000 --file-rows 20000 --row-group-rows 7000");
    }

    @Test
    void aRunFindsExactlyWhatWasPlanted() throws IOException {
        Path output = folder.resolve("out");

        run("--output", output, "--parallelism 2").assertSucceeded();
        JsonNode planted = json(data.resolve("in/expected.json"));
        JsonNode summary = json(output.resolve("summary.json"));
        assertFound(summary.get("totals"), planted.get("total"));
        assertThat(summary.get("lanes")).hasSize(3);
        for (JsonNode lane : summary.get("lanes")) {
            assertFound(lane, planted.get("symbols").get(lane.get("symbol").asText()));
        }
        for (Map.Entry<String, JsonNode> reason :
                planted.get("total").get("rejects").properties()) {
            assertThat(count(output, "rejects", "reason = '" + reason.getKey() + "'"))
                    .as(reason.getKey())
                    .isEqualTo(reason.getValue().asLong());
        }
        assertThat(count(output, "incidents", "kind = 'GAP'"))
                .isEqualTo(planted.get("total").get("gaps").asLong());
    }

    @Test
    void theEventsAreNumberedWithoutHolesAndTheReportSaysWhereTheyAre() {
        Path output = folder.resolve("out");

        CommandLineRun run = run("--output", output).assertSucceeded();
        String events = "read_parquet('" + output + "/events/**/*.parquet')";
        assertThat(
                        DuckDb.number(
                                "select count(*) from (select symbol, count(*) n, min(event_seq) a,"
                                        + " max(event_seq) b, count(distinct event_seq) d from "
                                        + events
                                        + " group by symbol having a <> 0 or b <> n - 1 or d <> n)"))
                .isZero();
        assertThat(run.out())
                .containsPattern("BTC-USDT +gaps +[0-9,]+ +[0-9.]+ % +[0-9.]+ % +[0-9,]+ +66,668\n")
                .startsWith("\nComplete: 3 lanes read to their end, ")
                .containsPattern("  gaps +\\d lanes?: messages are missing, in \\d+ gaps\n")
                .containsPattern("BTC-USDT +[0-9,]+ +range ")
                .containsPattern("all .* 200,000\n")
                .containsPattern("hours +6\n")
                .containsPattern("peak memory +[0-9,]+ MB\n")
                .contains("events      " + output.resolve("events"), "duckdb -c \"select");
        assertThat(run.out().replaceAll("\\s+", " "))
                .contains(
                        "delta rows in 200,000 = 151,400 events + 48,000 of snapshots + 48 rejected"
                                + " + 0 id-only + 552 stale, late, duplicate events 151,432: ");
        assertThat(output.resolve("manifest.jsonl")).isNotEmptyFile();
        assertThat(folder.resolve("out.state")).doesNotExist();
    }

    @Test
    void programsGetTheSummaryAndOnlyThat() throws IOException {
        Path output = folder.resolve("out");

        CommandLineRun run = run(output, "--json --symbol NONE").assertSucceeded();

        JsonNode printed = new ObjectMapper().readTree(run.out());
        assertThat(printed).isEqualTo(json(output.resolve("summary.json")));
        assertThat(printed.at("/outcome/complete").asBoolean()).isTrue();
        assertThat(run.err())
                .contains(
                        "warning: source.symbol has no effect because all files name their symbol")
                .containsPattern("SYNTH:BTC-USDT +native +range +8 digits +8 digits\n");

        CommandLineRun again = CommandLineRun.succeeds("run --json --resume", output);
        assertThat(new ObjectMapper().readTree(again.out()).get("lanes")).hasSize(3);
        JsonNode status =
                new ObjectMapper().readTree(CommandLineRun.succeeds("status --json", output).out());
        assertThat(status.get("status").asText()).isEqualTo("complete");
        assertThat(status.get("exit_code").asInt()).isZero();
        assertThat(status.get("lanes")).hasSize(3);
        assertThat(status.get("lanes").get(0).get("committed_up_to").asText()).endsWith("Z");
    }

    @Test
    void theQueryInTheReportRuns() {
        CommandLineRun run = run("--output", folder.resolve("out"));

        String line =
                run.out()
                        .lines()
                        .filter(text -> text.contains("duckdb -c"))
                        .findFirst()
                        .orElseThrow();
        String query = line.substring(line.indexOf('"') + 1, line.lastIndexOf('"'));
        assertThat(DuckDb.number("select count(*) from (" + query + ")")).isEqualTo(6);
    }

    @Test
    void optionsOfTheFileReachTheJob() throws IOException {
        Path output = folder.resolve("out");
        Path config = folder.resolve("job.yaml");
        Files.writeString(
                config,
                """
                source:
                  symbols: [ETH-USDT]
                  from: 2024-08-09
                snapshot.every-updates: 1000
                snapshot.anchor-depth: 7
                parallelism: 1
                """);

        run("--config", config, "--output", output).assertSucceeded();
        assertThat(json(output.resolve("summary.json")).get("lanes")).hasSize(1);
        String periodic = "snapshot_kind = 'PERIODIC'";
        assertThat(count(output, "events", periodic)).isGreaterThan(10);
        assertThat(count(output, "events", periodic + " and len(bids) > 7")).isZero();
    }

    @Test
    void moreGapsThanAllowedMakeAFinishedRunExitWith4() {
        Path output = folder.resolve("out");

        run("--output", output, "--max-gap-ratio 0.0001")
                .assertEndedWith(4)
                .assertErrPattern(
                        "error: the gap ratio must be at most 0.0001 in every lane, but is");
        assertThat(output.resolve("summary.json")).isNotEmptyFile();
    }

    @Test
    void theWebUiAnswersAndRocksDbHoldsTheStateWhileTheJobRuns() throws Exception {
        Path big = folder.resolve("big");
        CommandLineRun.of("generate --output", big, "--rows 1000000");
        try (RunningProcess run =
                RunningProcess.start("run --input", big, "--output", folder.resolve("out"))) {
            URI address = run.webAddress();

            assertThat(get(address.resolve("/")).body()).contains("<title>Apache Flink");
            awaitRunningJob(address);
            assertThat(get(address.resolve("/jobs/overview")).body())
                    .contains("\"name\":\"deltabook SYNTH ");
            awaitRocksDb(folder.resolve("out.state"));
            assertThat(run.exitCode()).isZero();
        }
    }

    @Test
    void aJobThatFailsSaysWhyInOneLine() {
        Path output = folder.resolve("out");

        CommandLineRun run =
                run("--output", output, "--set crossed.policy=fail")
                        .assertEndedWith(ExitCode.FAILED);

        assertThat(errors(run)).hasSize(1);
        assertThat(errors(run).get(0))
                .startsWith("error: the job failed: CrossedBookException: best bid must be below")
                .endsWith(
                        "; nothing was written: fix the cause and start the run again with the same command");
        assertThat(output).doesNotExist();
    }

    @Test
    void aFileFoundDamagedWhileItIsReadIsBadInput() throws IOException {
        Path input = folder.resolve("in");
        Path file = input.resolve("deltas/exchange=X/symbol=Y/dt=2024-08-09/2.parquet");
        Files.createDirectories(file.getParent());
        List<Path> files;
        try (Stream<Path> found =
                Files.find(
                        data.resolve("in/deltas/exchange=SYNTH/symbol=ETH-USDT/dt=2024-08-08"),
                        1,
                        (path, is) -> path.toString().endsWith(".parquet"))) {
            files = found.sorted().toList();
        }
        Files.copy(files.get(0), file.resolveSibling("1.parquet"));
        Files.copy(files.get(1), file);
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(bytes.length() / 3);
            bytes.write(new byte[1_000]);
        }

        CommandLineRun run =
                CommandLineRun.of("run --input", input, "--output", folder.resolve("out"))
                        .assertEndedWith(ExitCode.BAD_INPUT);

        assertThat(errors(run)).hasSize(1);
        assertThat(errors(run).get(0)).startsWith("error: [" + file + "] ");
    }

    private static void assertFound(JsonNode found, JsonNode planted) {
        for (String same :
                List.of(
                        "rows_in",
                        "snapshot_rows",
                        "rejected_rows",
                        "stale_rows",
                        "late_rows",
                        "duplicate_rows",
                        "gaps",
                        "largest_gap",
                        "stale",
                        "late",
                        "duplicates")) {
            assertThat(found.get(same).asLong()).as(same).isEqualTo(planted.get(same).asLong());
        }
        assertThat(found.get("delta_events").asLong() - found.get("repair_events").asLong())
                .isEqualTo(planted.get("accepted_rows").asLong());
        assertThat(found.get("resyncs").asLong() + found.get("checks").asLong())
                .isEqualTo(planted.get("snapshots_taken").asLong());
        assertThat(found.get("refused_snapshots").get("BEHIND").asLong())
                .isEqualTo(planted.get("snapshots_refused").asLong());
        JsonNode histogram = found.get("gap_histogram");
        assertThat(histogram.get("1-10").asLong()).isEqualTo(planted.get("gaps_1_10").asLong());
        assertThat(histogram.get("11-100").asLong()).isEqualTo(planted.get("gaps_11_100").asLong());
        assertThat(histogram.get("101-1000").asLong())
                .isEqualTo(planted.get("gaps_101_1000").asLong());
        assertThat(histogram.get(">1000").asLong())
                .isEqualTo(planted.get("gaps_over_1000").asLong());
        assertThat(histogram.get("unknown").asLong())
                .isEqualTo(planted.get("gaps_unknown").asLong());
    }

    private static CommandLineRun run(Object... args) {
        return CommandLineRun.of("run --input", data.resolve("in"), args);
    }

    private static List<String> errors(CommandLineRun run) {
        return run.err().lines().filter(line -> line.startsWith("error: ")).toList();
    }

    private static long count(Path output, String dataset, String condition) {
        return DuckDb.number(
                "select count(*) from read_parquet('%s/%s/**/*.parquet') where %s"
                        .formatted(output, dataset, condition));
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }

    private static void awaitRunningJob(URI address) throws IOException, InterruptedException {
        String jobs = "";
        while (!jobs.contains("RUNNING")) {
            jobs = get(address.resolve("/jobs")).body();
        }
    }

    /** RocksDB names its newest manifest in a file CURRENT. */
    private static void awaitRocksDb(Path state) throws IOException {
        boolean isThere = false;
        while (!isThere) {
            try (Stream<Path> files = Files.walk(state)) {
                isThere = files.anyMatch(file -> file.endsWith("db/CURRENT"));
            } catch (UncheckedIOException e) {
                assertThat(e).hasCauseInstanceOf(NoSuchFileException.class);
            }
        }
    }

    private static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address).timeout(Duration.ofMinutes(5)).build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
