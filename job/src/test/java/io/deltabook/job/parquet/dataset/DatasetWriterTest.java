// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.Incident;
import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.Missing;
import io.deltabook.contract.Reject;
import io.deltabook.contract.RejectReason;
import io.deltabook.contract.Side;
import io.deltabook.job.parquet.event.ParquetSettings;
import io.deltabook.job.parquet.event.TimestampUnit;
import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.parquet.testing.Lanes;
import io.deltabook.statistics.LaneCounters;
import io.deltabook.statistics.LaneCounters.Counter;
import io.deltabook.statistics.LaneStatistics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatasetWriterTest {
    private static final ParquetSettings SETTINGS = new ParquetSettings("zstd", 1 << 20);
    private static final LaneId LANE = new LaneId("BINANCE", "BTC-USDT");

    @TempDir Path folder;

    @Test
    void rejectsHaveTheContractsColumns() {
        assertThat(new RejectDataset().columns().schema(TimestampUnit.NANOS))
                .hasToString(
                        """
                        message reject {
                          required binary table (STRING);
                          required binary file (STRING);
                          required int64 row;
                          required binary reason (STRING);
                          optional int64 update_id;
                          optional int64 origin_time (TIMESTAMP(NANOS,false));
                          optional binary side (STRING);
                          optional binary price (STRING);
                          optional binary quantity (STRING);
                        }
                        """);
    }

    @Test
    void incidentsHaveTheContractsColumns() {
        assertThat(new IncidentDataset().columns().schema(TimestampUnit.NANOS))
                .hasToString(
                        """
                        message incident {
                          optional int64 event_seq;
                          optional int64 event_timestamp (TIMESTAMP(NANOS,false));
                          required binary kind (STRING);
                          optional binary reason (STRING);
                          optional binary source (STRING);
                          optional int64 update_id;
                          optional int64 expected_id;
                          optional int64 actual_id;
                          optional int64 size;
                          optional int64 rows;
                          optional binary side (STRING);
                          optional fixed_len_byte_array(16) price (DECIMAL(38,18));
                          optional fixed_len_byte_array(16) quantity (DECIMAL(38,18));
                          optional double drift;
                          optional binary detail (STRING);
                        }
                        """);
    }

    @Test
    void duckDbReadsRejectsAndTheirNulls() throws IOException {
        Reject full =
                new Reject(
                        LANE,
                        InputTable.DELTAS,
                        "a/1.parquet",
                        9,
                        RejectReason.PRICE_SCALE,
                        5,
                        1_723_075_200_000_000_001L,
                        "bid",
                        "0.123456789",
                        "");
        Reject empty =
                new Reject(
                        LANE,
                        InputTable.BOOK,
                        "b.parquet",
                        0,
                        RejectReason.NULL_SIDE,
                        Missing.ID,
                        Missing.TIME,
                        null,
                        null,
                        null);

        Path file = write(new RejectDataset(), List.of(full, empty));

        assertThat(rows("* exclude origin_time, epoch_ns(origin_time)", file))
                .containsExactly(
                        "deltas|a/1.parquet|9|PRICE_SCALE|5|bid|0.123456789||1723075200000000001",
                        "book|b.parquet|0|NULL_SIDE|null|null|null|null|null");
        assertThat(rows("typeof(origin_time)", file)).contains("TIMESTAMP_NS");
    }

    @Test
    void duckDbReadsIncidentsAndTheirNulls() throws IOException {
        Incident full =
                new Incident(
                        LANE,
                        3,
                        1_723_075_200_000_000_001L,
                        IncidentKind.REPAIR,
                        "r",
                        "deltas",
                        1,
                        2,
                        4,
                        5,
                        6,
                        Side.ASK,
                        new BigDecimal("-0.07"),
                        BigDecimal.valueOf(Long.MAX_VALUE, 18),
                        0.25,
                        "d");
        Incident empty =
                new Incident(
                        LANE,
                        0,
                        Missing.TIME,
                        IncidentKind.BAD_FILE,
                        null,
                        null,
                        Missing.ID,
                        Missing.ID,
                        Missing.ID,
                        Missing.ID,
                        Missing.ID,
                        null,
                        null,
                        null,
                        Double.NaN,
                        null);

        Path file = write(new IncidentDataset(), List.of(full, empty));

        assertThat(rows("* replace (epoch_ns(event_timestamp) as event_timestamp)", file))
                .containsExactly(
                        "3|1723075200000000001|REPAIR|r|deltas|1|2|4|5|6|ASK"
                                + "|-0.070000000000000000|9.223372036854775807|0.25|d",
                        "0|null|BAD_FILE|null|null|null|null|null|null|null|null|null|null|null"
                                + "|null");
    }

    @Test
    void duckDbReadsEveryCounterUnderItsName() throws IOException {
        LaneCounters counters = new LaneCounters();
        for (Counter counter : Counter.values()) {
            counters.add(counter, 1_000 + counter.ordinal());
        }
        Lane lane = Lanes.lane("BTC-USDT");

        Path file =
                write(
                        new StatisticsDataset(),
                        List.of(new LaneStatistics(lane, counters, Missing.ID, 0, 77)));

        assertThat(rows("mode, verdict, events, last_update_id, gap_ratio", file))
                .containsExactly(
                        "range|gaps|77|null|"
                                + (double) counters.value(Counter.GAPS)
                                        / counters.value(Counter.MESSAGES));
        for (Counter counter : Counter.values()) {
            assertThat(rows(counter.column(), file))
                    .as(counter.column())
                    .containsExactly(Integer.toString(1_000 + counter.ordinal()));
        }
        assertThat(
                        rows(
                                "refused_unbridged, refused_behind, refused_one_sided,"
                                        + " refused_crossed, refused_rejected_row,"
                                        + " time_in_state_waiting_ns, time_in_state_suspect_ns,"
                                        + " time_in_state_live_ns",
                                file))
                .containsExactly("0|0|0|0|0|0|0|0");
    }

    @Test
    void theFooterSaysWhoseFileItIs() throws IOException {
        Path file =
                write(
                        new StatisticsDataset(),
                        List.of(
                                new LaneStatistics(
                                        Lanes.lane("a/b"), new LaneCounters(), 1, 0, 0)));

        assertThat(
                        DuckDb.rows(
                                "select decode(key), decode(value) from parquet_kv_metadata('%s')"
                                        .formatted(file)))
                .contains(
                        "deltabook.exchange|BINANCE",
                        "deltabook.symbol|a/b",
                        "deltabook.schema.version|2");
    }

    @Test
    void writesNothingWithoutRows() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        new DatasetWriter<>(new RejectDataset(), out, SETTINGS).finish();

        assertThat(out.size()).isZero();
    }

    private List<String> rows(String columns, Path file) {
        return DuckDb.rows("select %s from '%s'".formatted(columns, file));
    }

    private <T> Path write(Dataset<T> dataset, List<T> elements) throws IOException {
        Path file = folder.resolve(dataset.folder() + ".parquet");
        try (OutputStream out = Files.newOutputStream(file)) {
            DatasetWriter<T> writer = new DatasetWriter<>(dataset, out, SETTINGS);
            for (T element : elements) {
                writer.write(element);
            }
            writer.finish();
        }
        return file;
    }
}
