// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.DecimalStrategy;
import io.deltabook.contract.Lane;
import io.deltabook.job.parquet.testing.ColumnReaderOracle;
import io.deltabook.job.parquet.testing.DeltaReads;
import io.deltabook.job.parquet.testing.DeltaText;
import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.parquet.testing.Lanes;
import io.deltabook.job.parquet.testing.RandomDeltaFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file looks like, pages decoded in bulk give what value by value gives. */
@Tag("slow")
final class PageReadingTest {
    private static final List<Lane> LANES =
            List.of(
                    Lanes.lane("BINANCE", "BTC-USDT", 8, 8),
                    Lanes.lane("KRAKEN", "BTC-USDT", 8, 8),
                    Lanes.lane("UNKNOWN", "BTC-USDT", 8, 8),
                    Lanes.lane("BINANCE", "ETH-USDT", 8, 8),
                    Lanes.lane("KRAKEN", "ETH-USDT", 8, 8),
                    Lanes.lane("UNKNOWN", "ETH-USDT", 8, 8));

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void readsEveryEncodingFromEveryRow(long series) throws IOException {
        for (long seed = series * 1_000; seed < series * 1_000 + 30; seed++) {
            SplittableRandom random = new SplittableRandom(-seed);
            int rows = 1 + random.nextInt(random.nextInt(3) == 0 ? 60 : 3_000);
            RandomDeltaFile deltas = new RandomDeltaFile(seed);
            Path file = deltas.write(folder.resolve(seed + ".parquet"), rows, true);
            List<Lane> lanes = new ArrayList<>(LANES);
            switch (random.nextInt(4)) {
                case 0 -> lanes.set(0, Lanes.lane("BINANCE", "BTC-USDT", 3, 8));
                case 1 -> lanes.replaceAll(PageReadingTest::wide);
                default -> {}
            }
            List<ColumnReaderOracle.Line> lines = ColumnReaderOracle.lines(file, lanes);
            compare(file, lanes, lines, 0, "seed " + seed + " " + deltas.schema());
            for (int i = 0; i < 5; i++) {
                int from = random.nextInt(rows + 1);
                compare(file, lanes, lines, from, "seed " + seed + " from " + from);
            }
        }
    }

    @Test
    void readsChunksThatEndWithinPagesAndRowGroups() throws IOException {
        for (long seed = 1; seed <= 4; seed++) {
            Path file = new RandomDeltaFile(seed).write(folder.resolve("l.parquet"), 23_456, true);
            List<ColumnReaderOracle.Line> lines = ColumnReaderOracle.lines(file, LANES);
            for (int from : new int[] {0, 9_999, 10_000, 10_001, 20_500}) {
                compare(file, LANES, lines, from, "seed " + seed + " from " + from);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "v1, snappy, 1000000",
        "v1, zstd, 1",
        "v1, gzip, 1000000",
        "v2, snappy, 1000000",
        "v2, zstd, 1",
        "v2, lz4_raw, 1",
        "v2, uncompressed, 1000000"
    })
    void readsWhatDuckDbWrites(String version, String codec, int dictionary) throws IOException {
        Path file = folder.resolve("duckdb.parquet");
        DuckDb.run(
                """
                copy (select
                    case when i %% 7 = 3 then 'ETH-USDT' else 'BTC-USDT' end as symbol,
                    case when i %% 11 <> 5 then 1723161599000000000 + i * 1000 end as origin_time,
                    (i // 9 + (hash(i // 9) %% 3)::bigint)::bigint as update_id,
                    case when i %% 100 > 50 then (i // 9)::integer end as prev_update_id,
                    case hash(i) %% 8 when 0 then null when 1 then 'x' when 2 then 'BID'
                        when 3 then 'bid' else 'ask' end as side,
                    case when hash(i) %% 13 <> 0 then (hash(i * 3) %% 5000)::double / 100 end as price,
                    ((hash(i * 5) %% 100000)::decimal(18, 5) / 1000)::decimal(30, 5) as new_quantity,
                    i < 2000 as is_snapshot
                  from range(20000) t(i))
                to '%s' (format parquet, parquet_version %s, codec %s, row_group_size 6144,
                         dictionary_size_limit %d)"""
                        .formatted(file, version, codec, dictionary));
        List<ColumnReaderOracle.Line> lines = ColumnReaderOracle.lines(file, LANES);
        for (int from : new int[] {0, 1, 6_143, 6_144, 15_000}) {
            compare(file, LANES, lines, from, version + " " + codec + " from " + from);
        }
    }

    private static Lane wide(Lane lane) {
        return new Lane(
                lane.id(), "k", lane.mode(), lane.snapshots(), DecimalStrategy.DECIMAL128, 18, 18);
    }

    private static void compare(
            Path file, List<Lane> lanes, List<ColumnReaderOracle.Line> lines, int from, String what)
            throws IOException {
        List<DeltaBatch> batches = DeltaReads.from(file, from, lanes.toArray(new Lane[0]));
        for (Lane lane : lanes) {
            List<String> expected = new ArrayList<>();
            for (ColumnReaderOracle.Line line : lines) {
                if (line.row() >= from && line.lane().equals(lane.id())) {
                    expected.add(line.text());
                }
            }
            List<DeltaBatch> ofLane = new ArrayList<>(batches);
            ofLane.removeIf(batch -> !batch.lane().equals(lane));
            assertThat(DeltaText.of(ofLane)).as("%s lane %s", what, lane.id()).isEqualTo(expected);
        }
    }
}
