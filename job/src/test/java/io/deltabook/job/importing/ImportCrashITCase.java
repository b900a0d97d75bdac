// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.Main;
import io.deltabook.job.crash.CrashStates;
import io.deltabook.job.crash.DiskTrace;
import io.deltabook.job.crash.TracedCommand;
import io.deltabook.job.parquet.dialect.TableFormat;
import io.deltabook.job.testing.Folders;
import io.deltabook.job.testing.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports that are killed, or whose power is cut, and are repeated. */
final class ImportCrashITCase {
    private static final int STATES = Integer.getInteger("deltabook.crash.states", 300);
    private static final String ROWS =
            "select symbol, dt, new_quantity::bigint from $deltas order by symbol, dt, filename, file_row_number";

    /** Every row says which it is: symbol, file and line. */
    private static void write(CsvFolder csv, int files, int rows) {
        for (int file = 0; file < files; file++) {
            StringBuilder text =
                    new StringBuilder("symbol,received_time,side,price,new_quantity\n");
            for (int row = 0; row < rows; row++) {
                text.append(row % 3 == 0 ? "B" : "A")
                        .append(row < rows / 2 ? ",2024-08-08 23:00:00" : ",2024-08-09 01:00:00")
                        .append(row % 97 == 5 ? ",up,1," : ",bid,1,")
                        .append((long) file * rows + row)
                        .append('\n');
            }
            csv.file("part-%03d.csv.gz".formatted(file), text.toString());
        }
    }

    /** The rows in the order in which they must be read, as {@link #ROWS} gives them. */
    private static List<String> expected(int files, int rows) {
        List<String> expected = new ArrayList<>();
        for (String symbol : List.of("A", "B")) {
            for (boolean isFirst : new boolean[] {true, false}) {
                for (int number = 0; number < files * rows; number++) {
                    int row = number % rows;
                    boolean isOfDay = row < rows / 2 == isFirst;
                    if (isOfDay && (row % 3 == 0) == symbol.equals("B")) {
                        String day = isFirst ? "2024-08-08" : "2024-08-09";
                        expected.add(symbol + '|' + day + '|' + number);
                    }
                }
            }
        }
        return expected;
    }

    @Test
    void killedAtAnyMomentItContinuesWithoutLossOrRepetition(@TempDir Path folder)
            throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        CsvFolder csv = new CsvFolder(folder);
        int files = 9;
        int rows = 30_000;
        write(csv, files, rows);
        int kills = 0;
        for (int attempt = 0; attempt < 8; attempt++) {
            Process process = start(csv);
            boolean isEnded = process.waitFor(random.nextInt(4_000), TimeUnit.MILLISECONDS);
            kills += isEnded ? 0 : 1;
            process.destroyForcibly().waitFor();
            assertThat(visibleInputs(csv)).as("seed %d", seed).allMatch(count -> count == rows);
        }
        assertThat(kills).as("kills, seed %d", seed).isPositive();

        ImportResult result = csv.run();

        assertThat(result.sum(ImportedFile::lines)).isEqualTo((long) files * rows);
        assertThat(csv.rows(ROWS)).as("seed %d", seed).isEqualTo(expected(files, rows));
        csv.assertRows(
                "select count(*), count(distinct (file, line)) from $rejects",
                "%d|%1$d".formatted(result.sum(ImportedFile::rejects)));
    }

    private static Process start(CsvFolder csv) throws IOException {
        return new ProcessBuilder(
                        JavaCommand.of(
                                "256m",
                                Main.class.getName(),
                                List.of(
                                        "import",
                                        csv.input().toString(),
                                        "--output",
                                        csv.output().toString())))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Rows that a run would find of each input that has any. */
    private static List<Long> visibleInputs(CsvFolder csv) throws IOException {
        Path deltas = csv.output().resolve("deltas");
        boolean isAny = false;
        if (Files.exists(deltas)) {
            try (Stream<Path> all = Files.walk(deltas)) {
                isAny = all.anyMatch(path -> path.toString().matches(".*/\\d+\\.parquet"));
            }
        }
        if (!isAny) {
            return List.of();
        }
        return csv.rows("select count(*) from $deltas group by parse_filename(filename)").stream()
                .map(Long::valueOf)
                .toList();
    }

    @Test
    void whateverAPowerCutLeavesIsCompleted(@TempDir Path folder) throws Exception {
        Path place = Files.createDirectory(folder.resolve("place")).toRealPath();
        CsvFolder csv = new CsvFolder(place);
        CsvFolder inputs = new CsvFolder(Files.createDirectory(folder.resolve("inputs")));
        write(inputs, 3, 300);
        TracedCommand traced = TracedCommand.in(folder, place);
        Process process =
                traced.process(
                                Main.class.getName(),
                                "import",
                                inputs.input().toString(),
                                "--threads",
                                "1",
                                "--max-reject-ratio",
                                "1",
                                "--output",
                                csv.output().toString())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(process.waitFor()).isZero();
        DiskTrace trace = new DiskTrace(place, path -> false);
        traced.moveTo(trace);
        List<String> expected = expected(3, 300);
        assertThat(csv.rows(ROWS)).isEqualTo(expected);
        ImportSettings again = settings(inputs, csv);

        int states =
                new CrashStates(trace, 0, trace.size(), STATES, 1)
                        .visit(
                                (disk, after, which) -> {
                                    Folders.clear(place);
                                    disk.writeTo(place);
                                    assertThat(unrecorded(csv)).as(which).isEmpty();
                                    ImportResult result = csv.run(again);
                                    assertThat(result.bad()).as(which).isEmpty();
                                    assertThat(csv.rows(ROWS)).as(which).isEqualTo(expected);
                                });

        assertThat(states).isGreaterThan(STATES / 2);
    }

    /** Files that a run would read although their input is not in the output. */
    private static List<Path> unrecorded(CsvFolder csv) throws IOException {
        if (!Files.exists(csv.output())) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(csv.output())) {
            return all.filter(path -> path.toString().matches(".*/dt=[^/]*/[^.][^/]*"))
                    .filter(
                            path -> {
                                String name = path.getFileName().toString();
                                String record = name.replaceFirst("\\D.*", ".json");
                                return !Files.exists(
                                        csv.output().resolve(ImportLog.FOLDER).resolve(record));
                            })
                    .toList();
        }
    }

    private static ImportSettings settings(CsvFolder inputs, CsvFolder output) {
        return new ImportSettings(
                List.of(inputs.input().toAbsolutePath()),
                output.output(),
                ImportFormat.AUTO,
                null,
                "UNKNOWN",
                null,
                TableFormat.BY_COLUMNS,
                1,
                ImportSettings.GROUP_VALUES);
    }
}
