// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.Lane;
import io.deltabook.contract.RejectReason;
import io.deltabook.job.parquet.testing.DeltaReads;
import io.deltabook.job.parquet.testing.DeltaText;
import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.parquet.testing.Lanes;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real captures, read completely; DuckDB says what is in them. */
final class GoldenDeltasTest {
    private static final String PART = "part-00000.parquet";

    @ParameterizedTest
    @CsvSource({
        "cases/spot_btcusdt_20240808, BTC-USDT, 126090",
        "cases/usdm_ethusdt_20240808, ETH-USDT-PERP, 430662",
    })
    void readsDoublesAndDecimalsAlike(String name, String symbol, int rows) throws IOException {
        List<DeltaBatch> doubles = read(name + "/native", symbol);
        List<DeltaBatch> decimals = read(name + "/native_decimal", symbol);
        List<String> lines = DeltaText.of(doubles);
        assertThat(lines).hasSize(rows).isEqualTo(DeltaText.of(decimals));
        assertThat(doubles).allMatch(batch -> batch.rejected().isEmpty());
        assertThat(sums(doubles)).isEqualTo(duckDbSums(file(name + "/native_decimal", symbol)));
    }

    @Test
    void rejectsThePlantedRowsButForSidesThatAreWords() throws IOException {
        Map<RejectReason, Integer> reasons = new EnumMap<>(RejectReason.class);
        for (DeltaBatch batch : read("faults/bad_rows/native", "BTC-USDT")) {
            for (DeltaBatch.RawRow raw : batch.rejected()) {
                reasons.merge(RejectReason.ofCode(batch.rejectCode(raw.index())), 1, Integer::sum);
            }
        }
        // The five of an unknown side say B or buy, which are words for bids.
        assertThat(reasons)
                .hasSize(10)
                .containsEntry(RejectReason.NON_POSITIVE_PRICE, 10)
                .containsEntry(RejectReason.NULL_UPDATE_ID, 5);
        assertThat(reasons.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(55);
    }

    private static String sums(List<DeltaBatch> batches) {
        BigInteger prices = BigInteger.ZERO;
        BigInteger quantities = BigInteger.ZERO;
        long snapshots = 0;
        for (DeltaBatch batch : batches) {
            for (int i = 0; i < batch.size(); i++) {
                prices = prices.add(BigInteger.valueOf(batch.price(i)));
                quantities = quantities.add(BigInteger.valueOf(batch.quantity(i)));
                snapshots += batch.isSnapshot(i) ? 1 : 0;
            }
        }
        return prices + "|" + quantities + "|" + snapshots;
    }

    private static String duckDbSums(Path file) {
        return DuckDb.value(
                "select (sum(price * 100000000))::decimal(38,0), (sum(new_quantity::decimal(28,8)) * 100000000)::decimal(38,0), count(*) filter (is_snapshot) from '%s'"
                        .formatted(file));
    }

    private static List<DeltaBatch> read(String name, String symbol) throws IOException {
        Lane lane = Lanes.lane("UNKNOWN", symbol, 8, 8);
        return DeltaReads.all(file(name, symbol), lane);
    }

    private static Path file(String name, String symbol) {
        Path golden = Path.of(System.getProperty("deltabook.golden", "../../shared/golden"));
        assumeTrue(Files.isDirectory(golden), "no golden data in " + golden);
        return golden.resolve(name).resolve("deltas").resolve("symbol=" + symbol).resolve(PART);
    }
}
