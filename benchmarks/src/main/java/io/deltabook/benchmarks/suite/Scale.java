// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.suite;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures the job alone by size, parallelism, symbols and retained depth. */
final class Scale {
    private static final Logger LOG = LoggerFactory.getLogger(Scale.class);
    private static final int SYMBOLS = 2;

    private final Workspace workspace;
    private final Contenders ways;
    private final int repetitions;

    /**
     * One line of a table.
     *
     * @param label the value that was varied
     * @param data the input
     * @param runs the repetitions
     */
    record Line(String label, Dataset data, List<Measurement> runs) {}

    Scale(Workspace workspace, Contenders ways, int repetitions) {
        this.workspace = workspace;
        this.ways = ways;
        this.repetitions = repetitions;
    }

    List<Line> bySize(List<Long> sizes) throws IOException, InterruptedException {
        List<Line> lines = new ArrayList<>();
        for (long rows : sizes) {
            Dataset data = workspace.dataset(rows, SYMBOLS);
            lines.add(line("%,d rows".formatted(data.rows()), data, 2));
        }
        return lines;
    }

    List<Line> byParallelism(long rows) throws IOException, InterruptedException {
        Dataset data = workspace.dataset(rows, SYMBOLS);
        return List.of(line("1", data, 1), line("2", data, 2));
    }

    List<Line> bySymbols(long rows, List<Integer> counts) throws IOException, InterruptedException {
        List<Line> lines = new ArrayList<>();
        for (int symbols : counts) {
            Dataset data = workspace.dataset(rows, symbols);
            lines.add(line("%d (%,d rows)".formatted(symbols, data.rows()), data, 2));
        }
        return lines;
    }

    List<Line> byDepth(long rows, List<Integer> depths) throws IOException, InterruptedException {
        Dataset data = workspace.dataset(rows, SYMBOLS);
        List<Line> lines = new ArrayList<>();
        for (int depth : depths) {
            String option = "book.depth.retained=" + depth;
            lines.add(line("%,d".formatted(depth), data, 2, "--set", option));
        }
        return lines;
    }

    private Line line(String label, Dataset data, int parallelism, String... options)
            throws IOException, InterruptedException {
        Contender job = ways.job(label, parallelism, options);
        List<Measurement> runs = new ArrayList<>();
        for (int i = 0; i < repetitions; i++) {
            Measurement run = job.run(workspace.place(data));
            LOG.info("{} {}: {}", label, String.join(" ", options), run.summary());
            runs.add(run);
        }
        workspace.clear();
        return new Line(label, data, runs);
    }
}
