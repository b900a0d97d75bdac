// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.Missing;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.dialect.DeltaDialect;
import io.deltabook.job.parquet.dialect.TableFormat;
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
import java.util.stream.Stream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every codec, page version, encoding and physical type gives the same rows. */
final class DeltaTypesTest {
    private static final Lane BTC = Lanes.lane("BTC-USDT");
    private static final List<DeltaRow> ROWS = DeltaRow.market(11, 3_000, "BTC-USDT");

    @TempDir Path folder;

    static Stream<Arguments> layouts() {
        List<Arguments> layouts = new ArrayList<>();
        for (CompressionCodecName codec :
                List.of(
                        CompressionCodecName.UNCOMPRESSED,
                        CompressionCodecName.SNAPPY,
                        CompressionCodecName.GZIP,
                        CompressionCodecName.ZSTD,
                        CompressionCodecName.LZ4,
                        CompressionCodecName.LZ4_RAW)) {
            for (WriterVersion version : WriterVersion.values()) {
                for (boolean hasDictionary : new boolean[] {true, false}) {
                    layouts.add(Arguments.of(codec, version, hasDictionary));
                }
            }
        }
        return layouts.stream();
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void readsEveryCodecPageVersionAndEncoding(
            CompressionCodecName codec, WriterVersion version, boolean hasDictionary)
            throws IOException {
        DeltaFileWriter writer =
                DeltaFileWriter.plain()
                        .codec(codec)
                        .version(version)
                        .rowsPerGroup(700)
                        .rowsPerPage(99);
        if (!hasDictionary) {
            writer.withoutDictionary();
        }
        readsBack(writer.write(file(), ROWS), ROWS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "double",
                "int32 (DECIMAL(9,5))",
                "int64 (DECIMAL(18,8))",
                "fixed_len_byte_array(6) (DECIMAL(14,5))",
                "fixed_len_byte_array(16) (DECIMAL(38,18))",
                "fixed_len_byte_array(20) (DECIMAL(40,10))",
                "binary (DECIMAL(38,18))",
                "binary (STRING)",
                "binary",
            })
    void readsPricesAndQuantitiesOfEveryType(String type) throws IOException {
        List<DeltaRow> rows = new ArrayList<>();
        for (DeltaRow row : ROWS) {
            rows.add(
                    row.withPrice("9999.99").withQuantity("0.00001").withPrice(small(row.price())));
        }
        int space = type.indexOf(' ');
        String physical = space < 0 ? type : type.substring(0, space);
        String logical = space < 0 ? "" : type.substring(space);
        for (String repetition : List.of("optional ", "required ")) {
            String schema =
                    DeltaFileWriter.SCHEMA
                            .replace(
                                    "optional double price",
                                    repetition + physical + " price" + logical)
                            .replace(
                                    "optional double new_quantity",
                                    repetition + physical + " new_quantity" + logical);
            Path file = DeltaFileWriter.of(schema).rowsPerPage(100).write(file(), rows);
            readsBack(file, rows);
        }
    }

    /** At most 4 digits before the point, so that 9 digits with 5 decimals hold it. */
    private static String small(String price) {
        return price.length() <= 7 ? price : price.substring(price.length() - 7);
    }

    @ParameterizedTest
    @CsvSource({
        "int64, '', 1",
        "int64, ' (TIMESTAMP(NANOS,false))', 1",
        "int64, ' (TIMESTAMP(MICROS,true))', 1000",
        "int64, ' (TIMESTAMP(MILLIS,true))', 1000000",
        "int96, '', 1",
    })
    void readsTimesOfEveryType(String physical, String logical, long unit) throws IOException {
        String schema =
                DeltaFileWriter.SCHEMA
                        .replace("int64 origin_time", physical + " origin_time" + logical)
                        .replace("int64 received_time", physical + " received_time" + logical);
        long odd = DeltaRow.START + 123_456_789;
        List<DeltaRow> rows =
                List.of(DeltaRow.bid("BTC-USDT", 1).withEvent(odd), DeltaRow.bid("BTC-USDT", 2));
        Path file = DeltaFileWriter.of(schema).write(file(), rows);
        DeltaBatch batch = DeltaReads.all(file, BTC).get(0);
        assertThat(batch.eventTime(0)).isEqualTo(odd / unit * unit);
        assertThat(batch.arrivalTime(1)).isEqualTo((DeltaRow.START + 2) / unit * unit);
    }

    @Test
    void takesImplausibleTimesForMissing() throws IOException {
        List<DeltaRow> rows = new ArrayList<>();
        for (Long time :
                new Long[] {
                    null,
                    0L,
                    -1L,
                    Long.MIN_VALUE,
                    Long.MAX_VALUE,
                    Missing.EARLIEST_TIME_NANOS - 1,
                    Missing.LATEST_TIME_NANOS,
                    Missing.EARLIEST_TIME_NANOS,
                    Missing.LATEST_TIME_NANOS - 1,
                }) {
            rows.add(DeltaRow.bid("BTC-USDT", 1).withEvent(time));
        }
        DeltaBatch batch = DeltaReads.all(DeltaFileWriter.plain().write(file(), rows), BTC).get(0);
        for (int row = 0; row < 7; row++) {
            assertThat(batch.eventTime(row)).as("row %s", row).isEqualTo(Missing.TIME);
        }
        assertThat(batch.eventTime(7)).isEqualTo(Missing.EARLIEST_TIME_NANOS);
        assertThat(batch.eventTime(8)).isEqualTo(Missing.LATEST_TIME_NANOS - 1);
    }

    @Test
    void takesTimesBeyondInt64NanosForMissing() throws IOException {
        DuckDb.run(
                "copy (select 'BINANCE' exchange, 'BTC-USDT' symbol, 1 update_id, 'bid' side, 1.5 price, 1.5 new_quantity, epoch_ms(9000000000000000) origin_time) to '%s' (format parquet)"
                        .formatted(file()));
        assertThat(DeltaReads.all(file(), BTC).get(0).eventTime(0)).isEqualTo(Missing.TIME);
    }

    @Test
    void readsIdsOf32Bits() throws IOException {
        String schema =
                DeltaFileWriter.SCHEMA
                        .replace("int64 update_id", "int32 update_id")
                        .replace(
                                "int64 first_update_id",
                                "int32 first_update_id (INTEGER(32,true))");
        readsBack(DeltaFileWriter.of(schema).write(file(), ROWS), ROWS);
    }

    @Test
    void readsSidesFromAFlag() throws IOException {
        String schema =
                DeltaFileWriter.SCHEMA.replace("binary side (STRING)", "boolean side_is_bid");
        for (WriterVersion version : WriterVersion.values()) {
            readsBack(DeltaFileWriter.of(schema).version(version).write(file(), ROWS), ROWS);
        }
    }

    @Test
    void readsSidesInAnyCase() throws IOException {
        List<DeltaRow> rows = new ArrayList<>();
        for (String side : List.of("bid", "BID", "Bid", "ask", "ASK", "aSk")) {
            rows.add(DeltaRow.bid("BTC-USDT", 1).withSide(side));
        }
        readsBack(DeltaFileWriter.plain().write(file(), rows), rows);
    }

    @Test
    void readsFilesWithoutTheOptionalColumns() throws IOException {
        String schema =
                "message m { required int64 origin_time; required int64 update_id; required binary"
                        + " side; required double price; required double new_quantity; }";
        Path file = DeltaFileWriter.of(schema).write(file(), ROWS);
        RowOwners owners = new RowOwners("BINANCE", "BTC-USDT", "UNKNOWN", null);
        DeltaBatch batch = DeltaReads.read(file, owners, UnlistedLanes.REFUSE, 0, BTC).get(0);
        assertThat(batch.size()).isEqualTo(ROWS.size());
        for (int row = 0; row < batch.size(); row++) {
            assertThat(batch.arrivalTime(row)).isEqualTo(Missing.TIME);
            assertThat(batch.firstId(row)).isEqualTo(Missing.ID);
            assertThat(batch.previousId(row)).isEqualTo(Missing.ID);
            assertThat(batch.isSnapshot(row)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "parquet_version v1, codec snappy",
                "parquet_version v2, codec zstd",
                "parquet_version v2, codec gzip, row_group_size 2048",
                "parquet_version v1, codec uncompressed, dictionary_size_limit 1",
                "parquet_version v2, codec lz4_raw, dictionary_size_limit 1",
            })
    void readsWhatAnotherProgramWrote(String options) throws IOException {
        Path ours = DeltaFileWriter.plain().write(folder.resolve("ours.parquet"), ROWS);
        DuckDb.run(
                "copy (select * from '%s') to '%s' (format parquet, %s)"
                        .formatted(ours, file(), options));
        readsBack(file(), ROWS);
    }

    @Test
    void namesACodecThatItLacksAtOnce() {
        Path ours = DeltaFileWriter.plain().write(folder.resolve("ours.parquet"), ROWS);
        DuckDb.run("copy (select * from '" + ours + "') to '" + file() + "' (codec brotli)");
        assertThatThrownBy(
                        () ->
                                DeltaFile.open(
                                        file(),
                                        InputTable.DELTAS,
                                        TableFormat.of(DeltaDialect.NATIVE)))
                .isInstanceOf(BadFileException.class)
                .hasMessage(
                        "[%s] row group 0: column origin_time must be compressed with a codec other than BROTLI and LZO, but was BROTLI",
                        file());
    }

    private static void readsBack(Path file, List<DeltaRow> rows) throws IOException {
        assertThat(DeltaText.of(DeltaReads.all(file, BTC))).isEqualTo(DeltaText.expected(rows, 0));
    }

    private Path file() {
        return folder.resolve("deltas.parquet");
    }
}
