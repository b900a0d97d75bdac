// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.InputFiles;
import io.deltabook.job.cli.testing.RunningProcess;
import io.deltabook.job.cli.testing.Words;
import io.deltabook.job.output.DataFiles;
import io.deltabook.job.parquet.testing.DeltaFileWriter;
import io.deltabook.job.parquet.testing.DeltaRow;
import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.storage.testing.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs that continue from the closing books of the run before, and what is refused as a seed. */
final class SeedITCase {
    private static final int RUNS = 12;

    @RegisterExtension static final S3Server S3 = new S3Server();

    @TempDir private static Path data;

    @TempDir private Path folder;

    /** The files of one symbol, in reading order: one more than there are runs. */
    private static List<Path> files;

    @BeforeAll
    static void generate() throws IOException {
        CommandLineRun.succeeds(
                "generate --output",
                data.resolve("in"),
                "--rows 39000 --symbols 1 --clean --file-rows 20000");
        files = new ArrayList<>();
        for (int i = 0; i <= RUNS; i++) {
            files.add(cut(DataFiles.below(data.resolve("in/deltas")), i));
        }
    }

    /** One of the files into which DuckDB cuts the rows, between messages. */
    private static Path cut(List<Path> whole, int number) throws IOException {
        Path file =
                data.resolve("cut/exchange=SYNTH/symbol=BTC-USDT/dt=2024-08-08")
                        .resolve((number + 1) + ".parquet");
        Files.createDirectories(file.getParent());
        String names = whole.stream().map(path -> "'" + path + "'").collect(joining(","));
        DuckDb.run(
                """
                copy (
                  with r as (select *, list_position([%1$s], filename) as f, file_row_number as n,
                        case when update_id is not null then update_id || ' ' || is_snapshot end as k
                      from read_parquet([%1$s], filename = true, file_row_number = true,
                        hive_partitioning = false)),
                    b as (select *, k is not null
                        and k is distinct from lag(k ignore nulls) over (order by f, n) as begins from r),
                    m as (select *, sum(begins::int) over (order by f, n) as message from b)
                  select * exclude (filename, file_row_number, f, n, k, begins, message) from m
                    where message * %2$d // (select max(message) + 1 from m) = %3$d order by f, n
                ) to '%4$s' (format parquet)
                """
                        .formatted(names, RUNS + 1, number, file));
        return file;
    }

    /**
     * The twelve read a bucket and write to it, the one a disk. Between the fifth and the sixth a
     * file is missing, whose messages are a gap at the seam.
     */
    @Test
    void twelveRunsGiveTheEventsOfOneAlsoWithAGapAtASeam() throws Exception {
        List<Path> kept = new ArrayList<>(files);
        kept.remove(5);
        Path all = folder.resolve("all");
        for (int i = 0; i < kept.size(); i++) {
            copy(kept.get(i), all);
            copy(kept.get(i), folder.resolve("part" + Math.min(i, RUNS - 1)));
        }
        run(all, folder.resolve("one"), null);
        List<String> outputs = chain();

        verifyAgainstOne(outputs).assertSucceeded().assertOut("Clean: the same rows.");
        long gaps = 0;
        for (int i = 0; i < outputs.size(); i++) {
            gaps += total(S3.get("/out" + i + "/summary.json"), "gaps");
        }
        String one = Files.readString(folder.resolve("one/summary.json"));
        assertThat(gaps).isEqualTo(total(one, "gaps")).isPositive();
    }

    @Test
    void aKilledRunResumesWithoutTheOutputThatItStartedFrom() throws Exception {
        Path first = folder.resolve("part0");
        Path rest = folder.resolve("part1");
        Path all = folder.resolve("all");
        for (int i = 0; i < files.size(); i++) {
            copy(files.get(i), i < 3 ? first : rest);
            copy(files.get(i), all);
        }
        run(all, folder.resolve("one"), null);
        run(first, folder.resolve("out0"), null);
        Path output = folder.resolve("out1");
        try (RunningProcess run =
                RunningProcess.start(arguments(rest, output, folder.resolve("out0")))) {
            run.webAddress();
            run.signal("KILL");
            assertThat(run.exitCode()).isEqualTo(137);
        }
        Files.move(folder.resolve("out0"), folder.resolve("kept"));
        CommandLineRun.of("run --resume --output", output, "--seed elsewhere")
                .assertEndedWith(ExitCode.USAGE)
                .assertErr("seed must stay " + folder.resolve("out0") + ", but is ");

        CommandLineRun.succeeds("run --resume --output", output);
        verifyAgainstOne(List.of(folder.resolve("kept").toString(), output.toString()))
                .assertSucceeded();
    }

    @Test
    void aSeedThatCannotBeTrustedIsRefusedByNameWithTheWayOut() throws IOException {
        Path first = folder.resolve("part0");
        Path second = folder.resolve("part1");
        copy(files.get(0), first);
        copy(files.get(1), second);
        Path seed = folder.resolve("seed");

        assertRefused(second, seed, "must be the output of a run, but has no _deltabook.json");
        run(first, seed, null);
        byte[] summary = Files.readAllBytes(seed.resolve("summary.json"));
        Files.writeString(
                seed.resolve("summary.json"),
                "{\"outcome\": {\"complete\": false, \"exit_code\": 1, \"faults\": []}}");
        assertRefused(
                second,
                seed,
                "must be the output of a complete run, but its run is not: resume it with 'deltabook run --resume --output "
                        + seed);
        Files.write(seed.resolve("summary.json"), summary);
        Path events = DataFiles.below(seed.resolve("events")).get(0);
        byte[] whole = Files.readAllBytes(events);
        byte[] damaged = whole.clone();
        damaged[whole.length / 2] ^= 1;
        Files.write(events, damaged);
        assertRefused(second, seed, "as the manifest says, but has");
        Files.delete(events);
        assertRefused(second, seed, "must be there as the manifest says, but is gone");
        Files.write(events, whole);
        Files.move(seed.resolve("manifest.jsonl"), folder.resolve("manifest"));
        assertRefused(second, seed, "write it with 'deltabook verify --rewrite");
        Files.move(folder.resolve("manifest"), seed.resolve("manifest.jsonl"));
        assertThat(folder.resolve("refused")).doesNotExist();
        run(second, folder.resolve("next"), seed);
    }

    @Test
    void aBookWithMoreDecimalsThanTheRunIsRefusedAndOneWithFewerConverted() {
        day("part0", "2024-08-08", "100.125");
        day("part1", "2024-08-09", "100.5");
        Path seed = folder.resolve("seed");
        run(folder.resolve("part0"), seed, null);

        assertRefused(
                folder.resolve("part1"),
                seed,
                "price of a level of BID must fit 2 decimals in an int64, but is 100.125",
                "--set=decimal.price-scale=2");
        run(
                folder.resolve("part1"),
                folder.resolve("wide"),
                seed,
                "--set=decimal.strategy=decimal128");
        run(folder.resolve("part1"), folder.resolve("fine"), seed, "--set=decimal.price-scale=9");

        CommandLineRun.succeeds(
                "verify", folder.resolve("wide"), "--against", folder.resolve("fine"));
    }

    private void day(String name, String dt, String price) {
        InputFiles input = new InputFiles(folder.resolve(name));
        DeltaRow row = InputFiles.rows("A", dt, "10:00:00", "10:00:00", 1).get(0);
        DeltaRow priced = InputFiles.row("A", row.event(), row.event(), price);
        InputFiles.write(DeltaFileWriter.of(InputFiles.LAKE), input.path("A", dt), List.of(priced));
    }

    @Test
    void aBookThatKeepsFewerLevelsContinuesWithTheBest() throws IOException {
        copy(files.get(0), folder.resolve("part0"));
        copy(files.get(1), folder.resolve("part1"));
        run(folder.resolve("part0"), folder.resolve("out0"), null);
        Path output = folder.resolve("out1");

        run(
                folder.resolve("part1"),
                output,
                folder.resolve("out0"),
                "--set=book.depth.retained=20");

        String events = "read_parquet('" + output + "/events/**/*.parquet')";
        assertThat(
                        DuckDb.number(
                                "select len(bids) + len(asks) from "
                                        + events
                                        + " order by event_seq limit 1"))
                .isEqualTo(40);
        CommandLineRun.succeeds("verify", output);
    }

    private void assertRefused(Path input, Path seed, String why, Object... more) {
        CommandLineRun plan = CommandLineRun.of("plan --input", input, "--seed", seed);
        if (more.length == 0) {
            assertThat(plan.exitCode()).as(plan.out()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(plan.err()).contains("seed: [" + seed).contains(why);
        }
        CommandLineRun.of(arguments(input, folder.resolve("refused"), seed, more))
                .assertEndedWith(ExitCode.BAD_INPUT)
                .assertErr("seed: [" + seed)
                .assertErr(why);
    }

    private List<String> chain() throws IOException, InterruptedException {
        List<String> outputs = new ArrayList<>();
        String seed = null;
        for (int i = 0; i < RUNS; i++) {
            String output = S3.address("out" + i);
            String part = S3.upload(folder.resolve("part" + i), "part" + i);
            // The same state for all, which each deletes: for another the plugin is loaded anew.
            CommandLineRun.succeeds(
                    arguments(part, output, seed, S3.options(), "--state", S3.address("state")));
            outputs.add(output);
            seed = output;
        }
        return outputs;
    }

    private CommandLineRun verifyAgainstOne(List<String> outputs) {
        return CommandLineRun.of(
                "verify", new Words(outputs), "--against", folder.resolve("one"), S3.options());
    }

    private static void run(Path input, Path output, Path seed, Object... more) {
        CommandLineRun.succeeds(arguments(input, output, seed, more));
    }

    private static Words arguments(Object input, Object output, Object seed, Object... more) {
        return Words.of(
                "run --parallelism 1 --set=snapshot.every-updates=500 --set=snapshot.interval=10s",
                "--input",
                input,
                "--output",
                output,
                seed == null ? "" : Words.of("--seed", seed),
                more);
    }

    private static void copy(Path file, Path root) throws IOException {
        Path target = root.resolve(data.resolve("cut").relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
    }

    private static long total(String summary, String key) throws IOException {
        JsonNode json = new ObjectMapper().readTree(summary);
        return json.at("/totals/" + key).asLong();
    }
}
