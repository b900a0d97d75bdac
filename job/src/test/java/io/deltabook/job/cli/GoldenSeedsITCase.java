// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.Words;
import io.deltabook.job.golden.Golden;
import io.deltabook.job.parquet.testing.DuckDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real captures, cut by DuckDB into twelve files of each table: futures with ids that prove every
 * message, and spot with trades and book snapshots beside the deltas.
 */
final class GoldenSeedsITCase {
    private static final int RUNS = 12;
    private static final String FUTURES =
            "deltas/exchange=BINANCE_FUTURES/symbol=ETH-USDT-PERP/dt=2024-08-08";
    private static final String LAKE_TIME = "epoch_ns(origin_time)";
    private static final String SPOT = "/exchange=BINANCE/symbol=BTC-USDT/dt=2024-08-08";

    @TempDir private Path folder;

    @Test
    void twelveRunsGiveTheEventsOfOne() throws IOException {
        Path futures = Golden.path("cases/usdm_ethusdt_20240808/native/deltas");
        Path spot = Golden.path("cases/spot_btcusdt_20240808/lake");
        cut(futures + "/**/*.parquet", "origin_time", FUTURES, bounds(futures, "origin_time"));
        List<Long> bounds = bounds(spot.resolve("book_delta_v2"), LAKE_TIME);
        for (String table : List.of("book_delta_v2", "trades", "book")) {
            cut(spot + "/" + table + "/**/*.parquet", LAKE_TIME, table + SPOT, bounds);
        }
        run(folder.resolve("all"), folder.resolve("one"), null);
        List<Path> outputs = new ArrayList<>();
        Path seed = null;
        for (int i = 0; i < RUNS; i++) {
            Path output = folder.resolve("out" + i);
            run(folder.resolve("part" + i), output, seed);
            outputs.add(output);
            seed = output;
        }

        CommandLineRun verified =
                CommandLineRun.succeeds(
                        "verify", outputs.toArray(), "--against", folder.resolve("one"));
        assertThat(verified.out()).contains("Clean: the same rows.");
    }

    /** Times at which a table is cut into parts of as many rows, between rows of other times. */
    private static List<Long> bounds(Path table, String time) {
        List<Long> bounds = new ArrayList<>();
        bounds.add(0L);
        for (int i = 1; i < RUNS; i++) {
            bounds.add(
                    DuckDb.number(
                            "select quantile_disc(%3$s, %1$d / %2$d.0) from read_parquet('%4$s/**/*.parquet', hive_partitioning = false)"
                                    .formatted(i, RUNS, time, table)));
        }
        bounds.add(Long.MAX_VALUE);
        return bounds;
    }

    private void cut(String files, String time, String place, List<Long> bounds)
            throws IOException {
        for (int i = 0; i < RUNS; i++) {
            String name = (i + 1) + ".parquet";
            Path part = folder.resolve("part" + i).resolve(place).resolve(name);
            Path all = folder.resolve("all").resolve(place).resolve(name);
            Files.createDirectories(part.getParent());
            Files.createDirectories(all.getParent());
            DuckDb.run(
                    "copy (select * from read_parquet('%1$s', hive_partitioning = false) where %2$s >= %3$d and %2$s < %4$d) to '%5$s' (format parquet)"
                            .formatted(files, time, bounds.get(i), bounds.get(i + 1), part));
            Files.copy(part, all);
        }
    }

    private static void run(Path input, Path output, Path seed) {
        CommandLineRun.succeeds(
                "run --set=snapshot.every-updates=2000 --set=snapshot.interval=1s --input",
                input,
                "--output",
                output,
                seed == null ? "" : Words.of("--seed", seed));
    }
}
