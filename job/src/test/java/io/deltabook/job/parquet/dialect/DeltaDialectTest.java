// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.Missing;
import io.deltabook.contract.SequenceMode;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.delta.DeltaFile;
import io.deltabook.job.parquet.delta.ParquetDeltaReader;
import io.deltabook.job.parquet.delta.RowOwners;
import io.deltabook.job.parquet.delta.UnlistedLanes;
import io.deltabook.job.parquet.testing.DeltaFileWriter;
import io.deltabook.job.parquet.testing.DeltaReads;
import io.deltabook.job.parquet.testing.DeltaRow;
import io.deltabook.job.parquet.testing.DeltaText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The same meaning under other names. */
final class DeltaDialectTest {
    private static final String LAKE =
            "message m { optional int64 timestamp; optional int64 receipt_timestamp; optional int64"
                    + " sequence_number; optional boolean side_is_bid; optional double price;"
                    + " optional double size; }";
    private static final String LAKE_API =
            LAKE.replace("receipt_timestamp", "received_time").replace("timestamp", "origin_time");
    private static final String TARDIS =
            "message m { optional binary exchange (STRING); optional binary symbol (STRING);"
                    + " optional int64 timestamp; optional int64 local_timestamp; optional boolean"
                    + " is_snapshot; optional binary side (STRING); optional double price; optional"
                    + " double amount; }";
    private static final RowOwners OWNERS = new RowOwners("BINANCE", "BTC-USDT", "UNKNOWN", null);
    private static final long MICRO = 1_000;

    @TempDir Path folder;

    static Stream<Arguments> schemas() {
        return Stream.of(
                Arguments.of(
                        DeltaFileWriter.SCHEMA,
                        "native",
                        "it has the columns origin_time, received_time, update_id, first_update_id, prev_update_id, side, price, new_quantity, is_snapshot, exchange and symbol"),
                Arguments.of(
                        LAKE,
                        "lake",
                        "it has the columns timestamp, receipt_timestamp, sequence_number, side_is_bid, price and size"),
                Arguments.of(
                        LAKE_API,
                        "lake-api",
                        "it has the columns origin_time, received_time, sequence_number, side_is_bid, price and size"),
                Arguments.of(
                        TARDIS,
                        "tardis",
                        "it has the columns timestamp, local_timestamp, side, price, amount, is_snapshot, exchange and symbol"));
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void isFoundByTheColumnsAndSaysWhy(String schema, String dialect, String reason) {
        DialectMatch match = DialectMatch.nearest(parsed(schema), InputTable.DELTAS, Map.of());
        assertThat(match.dialect().word()).isEqualTo(dialect);
        assertThat(match.missing()).isEmpty();
        assertThat(match.reason()).isEqualTo(reason);
        DeltaDialect same = DeltaDialect.ofWord(dialect);
        assertThat(same).isSameAs(match.dialect());
    }

    @Test
    void ofTwoThatFitTheOneWithMoreColumnsIsTaken() {
        String both = LAKE.replace("{", "{ optional int64 origin_time;");
        assertThat(DialectMatch.nearest(parsed(both), InputTable.DELTAS, Map.of()).dialect())
                .isEqualTo(DeltaDialect.LAKE);
        String arrivalOfTheApi = both.replace("receipt_timestamp", "received_time");
        assertThat(
                        DialectMatch.nearest(parsed(arrivalOfTheApi), InputTable.DELTAS, Map.of())
                                .dialect())
                .isEqualTo(DeltaDialect.LAKE_API);
    }

    @ParameterizedTest
    @EnumSource(names = {"LAKE", "LAKE_API"})
    void lakeRowsAreReadLikeNativeOnesWithoutFurtherIdsAndMarks(DeltaDialect dialect)
            throws IOException {
        List<DeltaRow> rows = new ArrayList<>();
        for (DeltaRow row : DeltaRow.market(3, 2_000, "BTC-USDT")) {
            rows.add(plain(row, row.event(), row.arrival()));
        }
        String schema = dialect == DeltaDialect.LAKE ? LAKE : LAKE_API;
        Path file = DeltaFileWriter.of(schema).write(file(), rows);
        assertThat(DeltaText.of(read(file, null, SequenceMode.MONOTONIC)))
                .isEqualTo(DeltaText.expected(rows, 0));
        assertThat(DeltaText.of(read(file, dialect, SequenceMode.MONOTONIC)))
                .isEqualTo(DeltaText.expected(rows, 0));
    }

    @Test
    void tardisTimesAreMicrosAndItsRowsNeedNoIds() throws IOException {
        List<DeltaRow> written = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (DeltaRow row : DeltaRow.market(4, 2_000, "BTC-USDT")) {
            DeltaRow inMicros = withTimes(row, row.event() / MICRO, row.arrival() / MICRO);
            written.add(inMicros);
            DeltaRow read =
                    withTimes(row, row.event() / MICRO * MICRO, row.arrival() / MICRO * MICRO);
            expected.add(DeltaText.expected(read, expected.size()));
        }
        Path file = DeltaFileWriter.of(TARDIS).write(file(), written);
        List<DeltaBatch> batches = read(file, null, SequenceMode.NONE);
        assertThat(DeltaText.of(batches)).isEqualTo(expected);
        assertThat(batches).allMatch(batch -> batch.rejected().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "int64, ' (TIMESTAMP(NANOS,false))', 1",
        "int64, ' (TIMESTAMP(MICROS,true))', 1000",
        "int64, ' (TIMESTAMP(MILLIS,false))', 1000000",
        "int96, '', 1",
    })
    void aTypedTimeHasItsOwnUnitInEveryDialect(String physical, String logical, long unit)
            throws IOException {
        long odd = DeltaRow.START + 123_456_789;
        for (String schema : List.of(LAKE, LAKE_API, TARDIS)) {
            String typed =
                    schema.replaceAll(
                            "int64 (timestamp|origin_time|receipt_timestamp|received_time|local_timestamp);",
                            physical + " $1" + logical + ";");
            DeltaRow row = withTimes(DeltaRow.bid("BTC-USDT", 1), odd, odd + unit);
            Path file = DeltaFileWriter.of(typed).write(file(), List.of(row));
            DeltaBatch batch = read(file, null, SequenceMode.NONE).get(0);
            assertThat(batch.eventTime(0)).as(typed).isEqualTo(odd / unit * unit);
            assertThat(batch.arrivalTime(0)).as(typed).isEqualTo(odd / unit * unit + unit);
        }
    }

    @Test
    void aTimestampOfZeroIsMissing() throws IOException {
        for (String schema : List.of(LAKE, LAKE_API, TARDIS)) {
            DeltaRow row = withTimes(DeltaRow.bid("BTC-USDT", 1), 0L, DeltaRow.START / MICRO);
            Path file = DeltaFileWriter.of(schema).write(file(), List.of(row));
            DeltaBatch batch = read(file, null, SequenceMode.NONE).get(0);
            assertThat(batch.eventTime(0)).isEqualTo(Missing.TIME);
        }
    }

    @Test
    void arrivalTimesMayBeAbsentInEveryDialect() throws IOException {
        for (String schema : List.of(DeltaFileWriter.SCHEMA, LAKE, LAKE_API, TARDIS)) {
            String without =
                    schema.replaceAll(
                            "optional int64 (receipt_timestamp|received_time|local_timestamp);",
                            "");
            assertThat(without).isNotEqualTo(schema);
            Path file =
                    DeltaFileWriter.of(without).write(file(), List.of(DeltaRow.bid("BTC-USDT", 1)));
            DeltaBatch batch = read(file, null, SequenceMode.NONE).get(0);
            assertThat(batch.arrivalTime(0)).isEqualTo(Missing.TIME);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "lake, sequence_number, update id",
        "lake, size, quantity",
        "lake-api, side_is_bid, side",
        "tardis, is_snapshot, snapshot",
        "tardis, timestamp, event time",
        "native, new_quantity, quantity",
    })
    void aMissingColumnIsNamedAsTheNearestDialectHasIt(String dialect, String column, String what) {
        String schema =
                switch (dialect) {
                    case "lake" -> LAKE;
                    case "lake-api" -> LAKE_API;
                    case "tardis" -> TARDIS;
                    default -> DeltaFileWriter.SCHEMA;
                };
        MessageType without = parsed(schema.replace(" " + column, " other_" + column));
        assertThatThrownBy(
                        () ->
                                DeltaColumnBinding.bind(
                                        file(), without, InputTable.DELTAS, TableFormat.BY_COLUMNS))
                .isInstanceOf(BadFileException.class)
                .hasMessage(
                        "[%s] a column for the %s must be there, named %s, but the columns are %s (dialect %s); source.dialect selects another, source.columns: {%s: other_%s} binds it by its name",
                        file(),
                        what,
                        column,
                        String.join(", ", names(without)),
                        dialect,
                        role(what),
                        column);
    }

    private static String role(String what) {
        return what.equals("snapshot") ? "is_snapshot" : what.replace(' ', '_');
    }

    @Test
    void onlyTheRequestedDialectIsBound() {
        assertThatThrownBy(
                        () ->
                                DeltaColumnBinding.bind(
                                        file(),
                                        parsed(LAKE),
                                        InputTable.DELTAS,
                                        TableFormat.of(DeltaDialect.TARDIS)))
                .hasMessageContaining("for the side must be there, named side, but")
                .hasMessageContaining("dialect tardis");
    }

    @ParameterizedTest
    @EnumSource(
            value = CompressionCodecName.class,
            names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW"})
    void readsByteStreamSplitWithEveryCodec(CompressionCodecName codec) throws IOException {
        List<DeltaRow> rows = new ArrayList<>();
        for (DeltaRow row : DeltaRow.market(5, 2_000, "BTC-USDT")) {
            rows.add(plain(row, row.event(), row.arrival()));
        }
        for (WriterVersion version : WriterVersion.values()) {
            Path file =
                    DeltaFileWriter.of(LAKE)
                            .codec(codec)
                            .version(version)
                            .withoutDictionary()
                            .withByteStreamSplit()
                            .rowsPerPage(150)
                            .write(file(), rows);
            assertThat(encodings(file)).contains("BYTE_STREAM_SPLIT");
            assertThat(DeltaText.of(read(file, null, SequenceMode.MONOTONIC)))
                    .isEqualTo(DeltaText.expected(rows, 0));
        }
    }

    /** As a recorder flushes: 10,000 row groups of 200 rows. */
    @Test
    void readsAFileOfTenThousandSmallRowGroups() throws IOException {
        Path file = folder.resolve("small-groups.parquet");
        int groups = 10_000;
        int rowsPerGroup = 200;
        List<DeltaRow> rows = new ArrayList<>();
        for (int id = 0; id < groups * rowsPerGroup; id++) {
            rows.add(DeltaRow.bid("BTC-USDT", id));
        }
        DeltaFileWriter.of(LAKE)
                .version(WriterVersion.PARQUET_2_0)
                .rowsPerGroup(rowsPerGroup)
                .write(file, rows);
        try (DeltaFile opened = DeltaFile.open(file, InputTable.DELTAS, TableFormat.BY_COLUMNS)) {
            assertThat(opened.rowGroups()).hasSize(groups);
        }
        long next = 0;
        for (DeltaBatch batch : read(file, null, SequenceMode.MONOTONIC)) {
            for (int row = 0; row < batch.size(); row++) {
                assertThat(batch.updateId(row)).isEqualTo(next++);
            }
        }
        assertThat(next).isEqualTo((long) groups * rowsPerGroup);
    }

    private static String encodings(Path file) throws IOException {
        try (DeltaFile opened = DeltaFile.open(file, InputTable.DELTAS, TableFormat.BY_COLUMNS)) {
            return opened.rowGroups().get(0).getColumns().toString();
        }
    }

    private static List<DeltaBatch> read(Path file, DeltaDialect dialect, SequenceMode mode)
            throws IOException {
        Lane lane = new Lane(new LaneId("BINANCE", "BTC-USDT"), "key", mode, 8, 8);
        return DeltaReads.drain(
                ParquetDeltaReader.open(
                        file,
                        TableFormat.of(dialect),
                        OWNERS,
                        List.of(lane),
                        UnlistedLanes.REFUSE,
                        0));
    }

    private static DeltaRow plain(DeltaRow row, Long event, Long arrival) {
        return row.withTimes(event, arrival).withIds(row.id(), null, null).withSnapshot(false);
    }

    private static DeltaRow withTimes(DeltaRow row, Long event, Long arrival) {
        return row.withTimes(event, arrival).withIds(null, null, null);
    }

    private static MessageType parsed(String schema) {
        return MessageTypeParser.parseMessageType(schema);
    }

    private static List<String> names(MessageType schema) {
        return schema.getFields().stream().map(type -> type.getName()).toList();
    }

    private Path file() {
        return folder.resolve("x.parquet");
    }
}
