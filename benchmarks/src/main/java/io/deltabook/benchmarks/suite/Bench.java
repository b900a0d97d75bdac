// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.suite;

import io.deltabook.benchmarks.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Entry point of {@code scripts/bench.sh}. */
@Command(
        name = "bench.sh",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = {
            "Measures the job on generated data and writes the results to docs/benchmarks.md and docs/profile.md.",
            "compare: against other ways to do the work, after checking that events are equal.",
            "scale: by size, parallelism, symbols and retained depth, with a sizing table.",
            "profile: CPU time of each stage, ns per row.",
            "import: CSV files, and a run over the imported files; docs/importing.md."
        })
public final class Bench implements Callable<Integer> {
    private enum Kind {
        COMPARE,
        SCALE,
        PROFILE,
        IMPORT
    }

    private static final long MILLION = 1_000_000;

    @Spec private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            defaultValue = "compare",
            paramLabel = "WHAT",
            description = "compare, scale, profile or import (default: compare).")
    private Kind kind;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description =
                    "Rows of the data (default: compare and scale 40 M, profile 20 M, import 10 M; with --quick 2 M and 1 M).")
    private Long rows;

    @Option(
            names = "--small-rows",
            paramLabel = "N",
            description = "Rows for the idiomatic job (default: 3 M; with --quick 1 M).")
    private Long smallRows;

    @Option(
            names = "--largest",
            paramLabel = "N",
            description = "Rows of the largest size of scale (default: 100 M; with --quick 4 M).")
    private Long largest;

    @Option(
            names = "--symbols",
            defaultValue = "2",
            paramLabel = "N",
            description = "Symbols of the data (default: ${DEFAULT-VALUE}).")
    private int symbols;

    @Option(
            names = "--repetitions",
            paramLabel = "N",
            description = "Runs of each contender (default: 3, scale 1; with --quick 1).")
    private Integer repetitions;

    @Option(
            names = "--quick",
            description = "Little data and one run, to check that everything works.")
    private boolean quick;

    @Option(
            names = "--capture",
            paramLabel = "DIR",
            description =
                    "The capture to repeat, in the native dialect (default: the futures case of the golden data, else a synthetic future).")
    private Path capture;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description = "Folder of data and runs (default: data/bench in the project).")
    private Path work;

    @Option(
            names = "--docs",
            paramLabel = "DIR",
            description = "Folder of the pages to write (default: docs in the project).")
    private Path docs;

    private Path home;
    private Workspace workspace;
    private Contenders ways;

    private Bench() {}

    public static void main(String[] args) {
        CommandLine line = new CommandLine(new Bench());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        System.exit(line.execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        home = Path.of(System.getProperty("deltabook.home", "")).toAbsolutePath().normalize();
        Path root = work == null ? Shape.work() : work;
        workspace = new Workspace(root, capture);
        ways = new Contenders(home, root.toAbsolutePath().resolve("logs"));
        Path pages = Files.createDirectories(docs == null ? home.resolve("docs") : docs);
        switch (kind) {
            case COMPARE -> compare(new GeneratedPage(pages.resolve("benchmarks.md")));
            case SCALE -> scale(new GeneratedPage(pages.resolve("benchmarks.md")));
            case PROFILE -> profile(new GeneratedPage(pages.resolve("profile.md")), root);
            case IMPORT -> importing(new GeneratedPage(pages.resolve("importing.md")));
        }
        return CommandLine.ExitCode.OK;
    }

    private void compare(GeneratedPage page) throws IOException, InterruptedException {
        Comparison comparison =
                new Comparison(
                        workspace,
                        ways,
                        orElse(rows, 40 * MILLION, 2 * MILLION),
                        orElse(smallRows, 3 * MILLION, MILLION),
                        symbols);
        List<String> gate = comparison.gate();
        ComparisonPage written = new ComparisonPage(comparison.measure(rounds(3)));
        publish(page, "comparison", written.text(command(), shape(), comparison, gate));
    }

    private void scale(GeneratedPage page) throws IOException, InterruptedException {
        Scale scale = new Scale(workspace, ways, rounds(1));
        long usual = orElse(rows, 40 * MILLION, MILLION);
        long max = orElse(largest, 100 * MILLION, 4 * MILLION);
        List<Long> sizes =
                LongStream.of(MILLION, Math.min(20 * MILLION, usual), usual, max)
                        .distinct()
                        .sorted()
                        .boxed()
                        .toList();
        List<Scale.Line> bySize = scale.bySize(sizes);
        List<Scale.Line> byParallelism = scale.byParallelism(usual);
        List<Scale.Line> bySymbols = scale.bySymbols(usual, List.of(1, 2, 8, quick ? 16 : 64));
        List<Scale.Line> byDepth = scale.byDepth(usual, List.of(20, 1_000, 5_000, 20_000));
        ScalePage written =
                new ScalePage(command(), shape())
                        .table("Size of the input", "input", bySize)
                        .furtherRow(bySize)
                        .table("Parallelism", "subtasks", byParallelism)
                        .table("Symbols", "symbols", bySymbols)
                        .table("Retained depth", "levels a side", byDepth)
                        .sizing(
                                bySize.get(bySize.size() - 1),
                                byParallelism.get(0),
                                byParallelism.get(1),
                                bySymbols.get(0));
        publish(page, "scale", written.text());
    }

    private void profile(GeneratedPage page, Path root) throws IOException, InterruptedException {
        Dataset data = workspace.dataset(orElse(rows, 20 * MILLION, 2 * MILLION), symbols);
        Profile profile =
                new Profile(workspace, ways).sample(data, 1, root.toAbsolutePath().normalize());
        publish(page, "stages", ProfilePage.text(command(), shape(), data, profile));
    }

    private void importing(GeneratedPage page) throws IOException, InterruptedException {
        Dataset data = workspace.dataset(orElse(rows, 10 * MILLION, MILLION), symbols);
        ImportSpeed speed = new ImportSpeed(home, workspace, ways, data);
        publish(page, "speed", speed.measure(command(), shape()));
        workspace.clear();
    }

    private void publish(GeneratedPage page, String part, String text) throws IOException {
        page.write(part, text);
        spec.commandLine().getOut().println(text);
        spec.commandLine().getOut().flush();
    }

    private int rounds(int usual) {
        return repetitions != null ? repetitions : quick ? 1 : usual;
    }

    private long orElse(Long given, long usual, long little) {
        return given != null ? given : quick ? little : usual;
    }

    private String shape() {
        return workspace.isReal()
                ? "a real capture repeated (Binance USD-M futures ETH-USDT, native dialect)"
                : "a synthetic future repeated (native dialect)";
    }

    private String command() {
        StringBuilder command = new StringBuilder("scripts/bench.sh");
        for (String argument : spec.commandLine().getParseResult().originalArgs()) {
            boolean isPath = argument.contains("/");
            command.append(' ').append(isPath ? "…" : argument);
        }
        return command.toString();
    }
}
