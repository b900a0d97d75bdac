// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.readers;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.replay.testing.RandomOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** polars opens grids as Arrow's files, of several batches of rows, and as Parquet. */
final class GridReadersITCase {
    private static final String FILE =
            "exchange=BINANCE/symbol=BTC-USDT/date=2024-08-06/hour=23/grid.";

    @TempDir private static Path folder;

    @BeforeAll
    static void write() throws IOException {
        RandomOutput.write(folder.resolve("out"), 11, 2_000);
    }

    @ParameterizedTest
    @CsvSource({"double, Float64", "decimal, 'Decimal(38,18)'"})
    void arrowFilesHaveTheRowsAndTypesOfParquet(String values, String type) throws Exception {
        Path arrow = folder.resolve("arrow-" + values);
        Path parquet = folder.resolve("parquet-" + values);
        String options = "grid --every 100ms --values " + values;
        CommandLineRun.succeeds(options, "--format arrow -o", arrow, folder.resolve("out"));
        CommandLineRun.succeeds(options, "-o", parquet, folder.resolve("out"));
        String rows =
                DuckDb.value(
                        "select count(*) from '%s'".formatted(parquet.resolve(FILE + "parquet")));

        List<String> lines =
                Polars.run(
                        "grid.js",
                        arrow.resolve(FILE + "arrow"),
                        parquet.resolve(FILE + "parquet"));
        assertThat(lines)
                .containsExactly(
                        rows + " 72 true",
                        "DataType(Datetime(ns,)) DataType(Int64) DataType(String) DataType(Int32) DataType(Float64) DataType("
                                + type
                                + ")");
        assertThat(Integer.parseInt(rows)).isGreaterThan(15_000);
    }
}
