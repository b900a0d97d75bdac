// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.BadInputException;
import io.deltabook.contract.Lane;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.testing.DeltaFileWriter;
import io.deltabook.job.parquet.testing.DeltaReads;
import io.deltabook.job.parquet.testing.DeltaRow;
import io.deltabook.job.parquet.testing.DeltaText;
import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.parquet.testing.Lanes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ParquetDeltaReaderTest {
    private static final Lane BTC = Lanes.lane("BTC-USDT");
    private static final Lane ETH = Lanes.lane("ETH-USDT");

    @TempDir Path folder;

    @Test
    void startsAtEveryRow() throws IOException {
        List<DeltaRow> rows = DeltaRow.market(1, 333, "BTC-USDT");
        Path file = DeltaFileWriter.plain().rowsPerGroup(50).rowsPerPage(7).write(file(), rows);
        for (int row = 0; row <= rows.size(); row++) {
            assertThat(DeltaText.of(DeltaReads.from(file, row, BTC)))
                    .as("from row %s", row)
                    .isEqualTo(DeltaText.expected(rows, row));
        }
    }

    @Test
    void cutsChunksByRowsAcrossRowGroups() throws IOException {
        List<DeltaRow> rows = DeltaRow.market(2, 25_000, "BTC-USDT");
        Path file = DeltaFileWriter.plain().rowsPerGroup(3_000).write(file(), rows);
        List<DeltaBatch> batches = DeltaReads.all(file, BTC);
        assertThat(batches).extracting(DeltaBatch::size).containsExactly(10_000, 10_000, 5_000);
        assertThat(DeltaText.of(batches)).isEqualTo(DeltaText.expected(rows, 0));
    }

    @Test
    void readsThousandsOfRowGroups() throws IOException {
        List<DeltaRow> rows = DeltaRow.market(3, 6_000, "BTC-USDT");
        Path file = DeltaFileWriter.plain().rowsPerGroup(2).write(file(), rows);
        assertThat(
                        DuckDb.value(
                                "select count(distinct row_group_id) from parquet_metadata('%s')"
                                        .formatted(file)))
                .isEqualTo("3000");
        assertThat(DeltaText.of(DeltaReads.all(file, BTC))).isEqualTo(DeltaText.expected(rows, 0));
        assertThat(DeltaText.of(DeltaReads.from(file, 5_999, BTC))).hasSize(1);
    }

    @Test
    void givesOneBatchForEachSymbolOfAChunkInOrderOfAppearance() throws IOException {
        List<DeltaRow> rows = DeltaRow.market(4, 12_345, "BTC-USDT", "ETH-USDT");
        Path file = DeltaFileWriter.plain().rowsPerGroup(1_000).write(file(), rows);
        List<DeltaBatch> batches = DeltaReads.all(file, ETH, BTC);
        assertThat(batches).hasSize(4);
        assertThat(batches.get(0).lane().id().symbol()).isEqualTo(rows.get(0).symbol());
        assertThat(batches.get(2).lane().id().symbol()).isEqualTo(rows.get(10_000).symbol());
        assertThat(batches.get(0).size() + batches.get(1).size()).isEqualTo(10_000);
        for (Lane lane : List.of(BTC, ETH)) {
            List<String> expected = new ArrayList<>();
            for (int row = 0; row < rows.size(); row++) {
                if (rows.get(row).symbol().equals(lane.id().symbol())) {
                    expected.add(DeltaText.expected(rows.get(row), row));
                }
            }
            List<DeltaBatch> ofLane = new ArrayList<>(batches);
            ofLane.removeIf(batch -> !batch.lane().equals(lane));
            assertThat(DeltaText.of(ofLane)).isEqualTo(expected);
        }
    }

    @Test
    void dropsSymbolsThatAreNotWanted() throws IOException {
        List<DeltaRow> rows = DeltaRow.market(5, 500, "BTC-USDT", "ETH-USDT");
        Path file = DeltaFileWriter.plain().write(file(), rows);
        List<DeltaBatch> batches =
                DeltaReads.read(file, DeltaReads.BY_COLUMN, UnlistedLanes.DROP, 0, BTC);
        assertThat(batches).hasSize(1);
        long wanted = rows.stream().filter(row -> row.symbol().equals("BTC-USDT")).count();
        assertThat(batches.get(0).size()).isEqualTo((int) wanted);
    }

    @Test
    void refusesSymbolsThatWereNotPlanned() {
        List<DeltaRow> rows = List.of(DeltaRow.bid("BTC-USDT", 1), DeltaRow.bid("ETH-USDT", 1));
        Path file = DeltaFileWriter.plain().write(file(), rows);
        assertThatThrownBy(() -> DeltaReads.all(file, BTC))
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        "[%s] rows must belong to the lanes planned for the file, but some belong to BINANCE:ETH-USDT; start a new run",
                        file);
    }

    @Test
    void tellsExchangesApartByColumn() throws IOException {
        Lane kraken = Lanes.lane("KRAKEN", "BTC-USDT", 8, 8);
        List<DeltaRow> rows =
                List.of(
                        DeltaRow.bid("BTC-USDT", 1),
                        DeltaRow.bid("BTC-USDT", 1).withExchange("KRAKEN"),
                        DeltaRow.bid("BTC-USDT", 2));
        Path file = DeltaFileWriter.plain().write(file(), rows);
        List<DeltaBatch> batches = DeltaReads.all(file, BTC, kraken);
        assertThat(batches).extracting(DeltaBatch::lane).containsExactly(BTC, kraken);
        assertThat(batches).extracting(DeltaBatch::size).containsExactly(2, 1);
    }

    @Test
    void prefersThePathToTheColumnAndTheColumnToTheOption() throws IOException {
        List<DeltaRow> rows =
                List.of(DeltaRow.bid("BTC-USDT", 1), DeltaRow.bid("BTC-USDT", 2).withSymbol(null));
        Path file = DeltaFileWriter.plain().write(file(), rows);
        RowOwners byPath = new RowOwners("BINANCE", "BTC-USDT", "UNKNOWN", "ETH-USDT");
        assertThat(DeltaReads.read(file, byPath, UnlistedLanes.REFUSE, 0, BTC))
                .extracting(DeltaBatch::size)
                .containsExactly(2);
        RowOwners byOption = new RowOwners(null, null, "UNKNOWN", "ETH-USDT");
        assertThat(DeltaReads.read(file, byOption, UnlistedLanes.REFUSE, 0, BTC, ETH))
                .extracting(batch -> batch.lane().id().symbol())
                .containsExactly("BTC-USDT", "ETH-USDT");
    }

    @Test
    void stopsAtAColumnThatContradictsThePath() {
        List<DeltaRow> rows = new ArrayList<>(DeltaRow.market(6, 30, "BTC-USDT"));
        rows.set(17, rows.get(17).withSymbol("ETH-USDT"));
        Path file = DeltaFileWriter.plain().rowsPerGroup(10).write(file(), rows);
        RowOwners owners = new RowOwners("BINANCE", "BTC-USDT", "UNKNOWN", null);
        assertThatThrownBy(() -> DeltaReads.read(file, owners, UnlistedLanes.REFUSE, 0, BTC, ETH))
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        "[%s] row group 1, row 17: the columns exchange and symbol must agree with the path, but symbol is BTC-USDT in the path and ETH-USDT in the column; move the file or correct it",
                        file);
    }

    @Test
    void stopsAtARowWithoutSymbol() {
        List<DeltaRow> rows = new ArrayList<>(DeltaRow.market(7, 30, "BTC-USDT"));
        rows.set(29, rows.get(29).withSymbol(null));
        Path file = DeltaFileWriter.plain().rowsPerGroup(10).write(file(), rows);
        assertThatThrownBy(() -> DeltaReads.all(file, BTC))
                .isInstanceOf(BadFileException.class)
                .hasMessageStartingWith("[" + file + "] row group 2, row 29: the symbol must be");
    }

    @Test
    void readsAFileWithoutRows() throws IOException {
        Path file = DeltaFileWriter.plain().write(file(), List.of());
        assertThat(DeltaReads.all(file, BTC)).isEmpty();
    }

    @Test
    void keepsTheFileAsPlanned() throws IOException {
        Path file = DeltaFileWriter.plain().write(file(), List.of(DeltaRow.bid("BTC-USDT", 1)));
        DeltaBatch batch = DeltaReads.all(file, BTC).get(0);
        assertThat(batch.file()).isEqualTo(file.toString());
        assertThat(batch.problem()).isNull();
        assertThat(batch.isEndOfLane()).isFalse();
    }

    private Path file() {
        return folder.resolve("deltas.parquet");
    }
}
