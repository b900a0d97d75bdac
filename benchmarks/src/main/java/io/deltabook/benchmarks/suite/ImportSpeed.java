// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.suite;

import io.deltabook.benchmarks.Folders;
import io.deltabook.job.verify.Findings;
import io.deltabook.job.verify.OutputVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Measures {@code deltabook import}, and compares a run over its files with one over Parquet. */
final class ImportSpeed {
    private final Path home;
    private final Workspace workspace;
    private final Contenders ways;
    private final Dataset data;
    private final CsvRecordings recordings;

    /**
     * One import.
     *
     * @param name description of the import
     * @param bytesIn size of the inputs
     */
    private record Line(String name, long bytesIn, long bytesOut, ChildProcess.Usage usage) {}

    ImportSpeed(Path home, Workspace workspace, Contenders ways, Dataset data) throws IOException {
        this.home = home;
        this.workspace = workspace;
        this.ways = ways;
        this.data = data;
        this.recordings = CsvRecordings.of(data);
    }

    /** Imports and runs; returns a part of a page. */
    String measure(String command, String shape) throws IOException, InterruptedException {
        Place place = workspace.place(data);
        Path imported = place.output().resolveSibling("imported");
        List<Line> lines = new ArrayList<>();
        lines.add(imported("CSV, one thread", recordings.plain(), 1, imported));
        lines.add(imported("CSV.gz, two threads", recordings.gzipped(), 2, imported));
        lines.add(imported("CSV.gz, one thread", recordings.gzipped(), 1, imported));
        String ofCsv = digest(imported, "of-csv");
        String ofParquet = digest(recordings.parquet(), "of-parquet");
        if (!ofCsv.equals(ofParquet)) {
            throw new IllegalStateException(
                    "a run over imported files must have the digest of one over Parquet, %s, but has %s"
                            .formatted(ofParquet, ofCsv));
        }
        return text(command, shape, lines, ofCsv);
    }

    private Line imported(String name, Path input, int threads, Path output)
            throws IOException, InterruptedException {
        Folders.delete(output);
        ChildProcess.Usage usage =
                ChildProcess.run(
                        List.of(
                                home.resolve("scripts/deltabook").toString(),
                                "import",
                                input.toString(),
                                "--output",
                                output.toString(),
                                "--threads",
                                Integer.toString(threads)),
                        Map.of(),
                        output.resolveSibling("import.log"));
        return new Line(name, bytes(input), bytes(output), usage);
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            long sum = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sum += Files.size(file);
            }
            return sum;
        }
    }

    private String digest(Path input, String name) throws IOException, InterruptedException {
        Dataset read =
                new Dataset(input, data.rows(), data.symbols(), data.bytes(), data.rowsPerHour());
        Path run = workspace.folder("run").resolve(name);
        Place place = Place.in(run, read);
        Files.createDirectories(run);
        ways.job(name, Runtime.getRuntime().availableProcessors()).run(place);
        Findings findings = new Findings(1, finding -> {});
        return OutputVerifier.open(place.output(), findings)
                .verify(Runtime.getRuntime().availableProcessors(), rows -> {})
                .digest();
    }

    private String text(String command, String shape, List<Line> lines, String digest) {
        StringBuilder text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        "`%s`, %s: %,d rows of %d symbols, %s, in Tardis' columns.%n%n",
                        command,
                        Machine.describe(),
                        data.rows(),
                        data.symbols(),
                        shape));
        text.append(
                "| input | M rows/s | M rows/s of CPU time | peak memory MB | MB in | MB out |\n"
                        + "|---|---:|---:|---:|---:|---:|\n");
        for (Line line : lines) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "| %s | %.2f | %.2f | %,d | %,d | %,d |%n",
                            line.name(),
                            data.rows() / 1e6 / line.usage().wallSeconds(),
                            data.rows() / 1e6 / line.usage().cpuSeconds(),
                            line.usage().peakBytes() >> 20,
                            line.bytesIn() / 1_000_000,
                            line.bytesOut() / 1_000_000));
        }
        text.append(
                "%nStart and end of the process are in these figures. A run over the imported files and one over the same rows in Parquet have the same digest, `%s`.%n"
                        .formatted(digest));
        return text.toString();
    }
}
