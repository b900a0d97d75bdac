// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.replay.testing.RandomOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GridCommandTest {
    private static final String LANE = "exchange=BINANCE/symbol=BTC-USDT/date=2024-08-06";

    @TempDir private static Path folder;

    private static Path output;

    @BeforeAll
    static void write() throws IOException {
        output = folder.resolve("out");
        RandomOutput.write(output, 7, 600);
    }

    @Test
    void theAnswerSaysWhatWasWritten() {
        Path to = folder.resolve("answer");
        CommandLineRun.succeeds("grid --every 1min -o", to, output)
                .assertOutPattern("BINANCE:BTC-USDT +[0-9,]+ +[0-9]+ +1")
                .assertOut("1 file of ", " written to [" + to + "]");
        assertThat(to.resolve(LANE).resolve("grid.parquet")).exists();
        CommandLineRun.succeeds("grid --every 1s --json --bands 7 -o", folder.resolve("j"), output)
                .assertOut("\"every\" : \"1s\"", "\"bands\" : [ 7 ]", "\"files\" : 1");
        assertThat(folder.resolve("j").resolve(LANE).resolve("hour=23/grid.parquet")).exists();
    }

    @Test
    void csvHasTheValuesOfParquet() {
        for (String values : List.of("double", "decimal")) {
            Path csv = folder.resolve("csv-" + values);
            Path parquet = folder.resolve("parquet-" + values);
            String options = "grid --every 10s --depth 2 --values " + values;
            CommandLineRun.succeeds(options, "--format csv -o", csv, output);
            CommandLineRun.succeeds(options, "-o", parquet, output);

            String of =
                    "select * replace (epoch_ns(bucket_start) as bucket_start, epoch_ns(bucket_end) as bucket_end) from read_parquet('%s/**/*.parquet', hive_partitioning = false)"
                            .formatted(parquet);
            String types =
                    "create table t as %s; delete from t; copy t from '%s/%s/hour=23/grid.csv' (header, nullstr '')"
                            .formatted(of, csv, LANE);
            assertThat(DuckDb.rows(types, "select * from t"))
                    .isEqualTo(DuckDb.rows(of))
                    .isNotEmpty();
        }
    }

    @Test
    void doublesAreTheNearestToTheExactValues() {
        Path doubles = folder.resolve("doubles");
        Path decimals = folder.resolve("decimals");
        CommandLineRun.succeeds("grid --every 10s -o", doubles, output);
        CommandLineRun.succeeds("grid --every 10s --values decimal -o", decimals, output);
        for (String column :
                List.of("mid", "spread", "ofi", "bid_depth_10bp", "ask_price_3", "volume")) {
            String both =
                    "from '%s/**/*.parquet' d join '%s/**/*.parquet' x using (bucket_start) where d.%s::varchar::double is distinct from x.%3$s::varchar::double"
                            .formatted(doubles, decimals, column);
            assertThat(DuckDb.rows("select bucket_start, d.%s, x.%1$s %s".formatted(column, both)))
                    .isEmpty();
        }
    }

    @Test
    void onlyWholeBucketsOfTheSpanAskedForAreWritten() {
        Path to = folder.resolve("part");
        CommandLineRun.succeeds(
                "grid --every 1min --from 2024-08-06T23:31:30Z --to 2024-08-06T23:34:30Z -o",
                to,
                output);
        assertThat(DuckDb.rows("select bucket_start from '%s/**/*.parquet'".formatted(to)))
                .containsExactly("2024-08-06 23:32:00.0", "2024-08-06 23:33:00.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--every 7s|--every: must be 'message', or a time that divides a day",
                "--every 2d|but was '2d'",
                "--every 0s|but was '0s'",
                "--every 999999999d|but was '999999999d'",
                "--every 1us|but was '1us'",
                "--every 1s --depth 0|--depth must be 1 to 500, but was 0",
                "--every 1s --bands 0|--bands must be 1 to 5000, but was 0",
                "--every 1s --from yesterday|--from: a time must be like ",
                "--every 1s --from 2024-08-07 --to 2024-08-06|--from must be before --to"
            })
    void whatCannotBeMeantIsRefused(String options, String problem) {
        CommandLineRun.of("grid", output, options, "-o", folder.resolve("never"))
                .assertEndedWith(2)
                .assertErr(problem);
        assertThat(folder.resolve("never")).doesNotExist();
    }

    @Test
    void foldersThatCannotBeUsedAreRefused() throws IOException {
        Path full = Files.createDirectories(folder.resolve("full"));
        Files.writeString(full.resolve("file"), "");
        CommandLineRun.of("grid --every 1s -o", full, output)
                .assertEndedWith(3)
                .assertErr("must be empty, but has files");
        CommandLineRun.of("grid --every 1s -o", folder.resolve("none"), full)
                .assertEndedWith(3)
                .assertErr("must be the output folder of a run");
        CommandLineRun.of("grid --every 1s --symbols X -o", folder.resolve("none"), output)
                .assertEndedWith(3)
                .assertErr("must have the symbols [X], but has [BTC-USDT]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1ms", "100ms", "1s", "90s", "5min", "1h", "1d", "86400000ms"})
    void lengthsThatDivideADayAreRead(String text) {
        assertThat(86_400_000_000_000L % EveryText.nanos(text)).isZero();
    }

    @Test
    void otherLengthsAreNot() {
        assertThatThrownBy(() -> EveryText.nanos("")).hasMessageContaining("but was ''");
    }
}
