// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.Lane;
import io.deltabook.contract.RejectReason;
import io.deltabook.contract.SequenceMode;
import io.deltabook.job.parquet.delta.column.RawText;
import io.deltabook.job.parquet.testing.DeltaFileWriter;
import io.deltabook.job.parquet.testing.DeltaReads;
import io.deltabook.job.parquet.testing.DeltaRow;
import io.deltabook.job.parquet.testing.Lanes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RejectedRowsTest {
    private static final Lane BTC = Lanes.lane("BTC-USDT");
    private static final DeltaRow GOOD = DeltaRow.bid("BTC-USDT", 7);

    @TempDir Path folder;

    @Test
    void namesTheReasonAndKeepsTheValuesOfDoubles() throws IOException {
        assertThat(
                        rejects(
                                DeltaFileWriter.SCHEMA,
                                GOOD.withPrice(null),
                                GOOD.withPrice("NaN"),
                                GOOD.withPrice("-Infinity"),
                                GOOD.withPrice("0"),
                                GOOD.withPrice("-61829.795"),
                                GOOD.withQuantity(null),
                                GOOD.withQuantity("NaN"),
                                GOOD.withQuantity("Infinity"),
                                GOOD.withQuantity("-1.5"),
                                GOOD.withSide(null),
                                GOOD.withSide("Mid"),
                                GOOD.withId(null),
                                GOOD.withPrice("0.123456789"),
                                GOOD.withQuantity("0.123456789"),
                                GOOD.withPrice("1e12"),
                                GOOD.withQuantity("1e12")))
                .containsExactly(
                        "NULL_PRICE bid null 7.0",
                        "NAN_PRICE bid NaN 7.0",
                        "INFINITE_PRICE bid -Infinity 7.0",
                        "NON_POSITIVE_PRICE bid 0.0 7.0",
                        "NON_POSITIVE_PRICE bid -61829.795 7.0",
                        "NULL_QUANTITY bid 100.5 null",
                        "NAN_QUANTITY bid 100.5 NaN",
                        "INFINITE_QUANTITY bid 100.5 Infinity",
                        "NEGATIVE_QUANTITY bid 100.5 -1.5",
                        "NULL_SIDE null 100.5 7.0",
                        "UNKNOWN_SIDE Mid 100.5 7.0",
                        "NULL_UPDATE_ID bid 100.5 7.0",
                        "PRICE_SCALE bid 0.123456789 7.0",
                        "QUANTITY_SCALE bid 100.5 0.123456789",
                        "PRICE_OVERFLOW bid 1.0E12 7.0",
                        "QUANTITY_OVERFLOW bid 100.5 1.0E12");
    }

    @Test
    void namesTheReasonAndKeepsTheValuesOfDecimals() throws IOException {
        for (String type :
                List.of(
                        "fixed_len_byte_array(16) %s (DECIMAL(38,18))",
                        "binary %s (DECIMAL(38,18))")) {
            assertThat(
                            rejects(
                                    schema(type),
                                    GOOD.withPrice(null),
                                    GOOD.withPrice("0"),
                                    GOOD.withPrice("-1"),
                                    GOOD.withPrice("0.000000000000000001"),
                                    GOOD.withQuantity("99999999999999999999"),
                                    GOOD.withQuantity("-0.5")))
                    .containsExactly(
                            "NULL_PRICE bid null 7.000000000000000000",
                            "NON_POSITIVE_PRICE bid 0.000000000000000000 7.000000000000000000",
                            "NON_POSITIVE_PRICE bid -1.000000000000000000 7.000000000000000000",
                            "PRICE_SCALE bid 0.000000000000000001 7.000000000000000000",
                            "QUANTITY_OVERFLOW bid 100.500000000000000000 99999999999999999999.000000000000000000",
                            "NEGATIVE_QUANTITY bid 100.500000000000000000 -0.500000000000000000");
        }
        assertThat(rejects(schema("int64 %s (DECIMAL(18,9))"), GOOD.withPrice("0.000000001")))
                .containsExactly("PRICE_SCALE bid 0.000000001 7.000000000");
    }

    @Test
    void namesTheReasonAndKeepsTheValuesOfTexts() throws IOException {
        assertThat(
                        rejects(
                                schema("binary %s (STRING)"),
                                GOOD.withPrice(null),
                                GOOD.withPrice("viel"),
                                GOOD.withPrice(""),
                                GOOD.withPrice("inf"),
                                GOOD.withQuantity("-0.10")))
                .containsExactly(
                        "NULL_PRICE bid null 7",
                        "NAN_PRICE bid viel 7",
                        "NAN_PRICE bid  7",
                        "INFINITE_PRICE bid inf 7",
                        "NEGATIVE_QUANTITY bid 100.5 -0.10");
    }

    /**
     * It costs the book that place and what is worse; of a price that no book can hold, the next.
     */
    @Test
    void knowsWhereARejectedRowWouldHaveBeenIfSideAndPriceCanBeRead() throws IOException {
        assertThat(
                        places(
                                GOOD.withQuantity(null),
                                GOOD.withQuantity("-1.5").withSide("ask"),
                                GOOD.withQuantity("0.123456789"),
                                GOOD.withId(null),
                                GOOD.withPrice("0.123456789"),
                                GOOD.withPrice("0.123456789").withSide("ask"),
                                GOOD.withPrice("0"),
                                GOOD.withPrice("-7"),
                                GOOD.withPrice(null),
                                GOOD.withPrice("NaN"),
                                GOOD.withPrice("1e12"),
                                GOOD.withSide("Mid").withQuantity("-1")))
                .containsExactly(
                        "BID 10050000000",
                        "ASK 10050000000",
                        "BID 10050000000",
                        "BID 10050000000",
                        "BID 12345678",
                        "ASK 12345679",
                        "BID 0",
                        "BID -1",
                        "unknown",
                        "unknown",
                        "unknown",
                        "unknown");
    }

    private List<String> places(DeltaRow... rows) throws IOException {
        DeltaBatch batch = read(DeltaFileWriter.SCHEMA, BTC, List.of(rows));
        List<String> places = new ArrayList<>();
        for (int row = 0; row < batch.size(); row++) {
            assertThat(batch.rejectCode(row)).as("row %s", row).isNotEqualTo(RejectReason.USABLE);
            places.add(batch.isPlaced(row) ? batch.side(row) + " " + batch.price(row) : "unknown");
        }
        return places;
    }

    @Test
    void keepsTheFlagOfASideAndItsNull() throws IOException {
        String schema =
                DeltaFileWriter.SCHEMA.replace("binary side (STRING)", "boolean side_is_bid");
        assertThat(
                        rejects(
                                schema,
                                GOOD.withPrice("NaN"),
                                GOOD.withPrice("NaN").withSide("ask"),
                                GOOD.withSide(null)))
                .containsExactly(
                        "NAN_PRICE true NaN 7.0",
                        "NAN_PRICE false NaN 7.0",
                        "NULL_SIDE null 100.5 7.0");
    }

    @Test
    void keepsRejectedRowsInTheirPlace() throws IOException {
        List<DeltaRow> rows = List.of(GOOD, GOOD.withPrice("NaN"), GOOD, GOOD.withSide(null));
        DeltaBatch batch = read(DeltaFileWriter.SCHEMA, BTC, rows);
        assertThat(batch.size()).isEqualTo(4);
        assertThat(batch.rejectCode(0)).isEqualTo(RejectReason.USABLE);
        assertThat(batch.rejectCode(1)).isEqualTo(RejectReason.NAN_PRICE.code());
        assertThat(batch.rejectCode(2)).isEqualTo(RejectReason.USABLE);
        assertThat(batch.rejected()).extracting(DeltaBatch.RawRow::index).containsExactly(1, 3);
        assertThat(batch.updateId(3)).isEqualTo(7);
        assertThat(batch.eventTime(3)).isEqualTo(GOOD.event());
    }

    @Test
    void takesMinusZeroForZero() throws IOException {
        DeltaBatch batch = read(DeltaFileWriter.SCHEMA, BTC, List.of(GOOD.withQuantity("-0.0")));
        assertThat(batch.rejected()).isEmpty();
        assertThat(batch.quantity(0)).isZero();
    }

    @Test
    void needsNoIdWhereTheModeHasNone() throws IOException {
        Lane none = new Lane(BTC.id(), BTC.key(), SequenceMode.NONE, 8, 8);
        assertThat(read(DeltaFileWriter.SCHEMA, none, List.of(GOOD.withId(null))).rejected())
                .isEmpty();
    }

    @Test
    void keepsAMissingTimeForTheBookToJudge() throws IOException {
        assertThat(read(DeltaFileWriter.SCHEMA, BTC, List.of(GOOD.withEvent(null))).rejected())
                .isEmpty();
    }

    @Test
    void parsesAtTheScalesOfTheLane() throws IOException {
        Lane lane = Lanes.lane("BINANCE", "BTC-USDT", 1, 3);
        List<DeltaRow> rows = List.of(GOOD, GOOD.withPrice("0.25"), GOOD.withQuantity("0.0005"));
        DeltaBatch batch = read(DeltaFileWriter.SCHEMA, lane, rows);
        assertThat(batch.price(0)).isEqualTo(1_005);
        assertThat(batch.quantity(0)).isEqualTo(7_000);
        assertThat(batch.rejectCode(1)).isEqualTo(RejectReason.PRICE_SCALE.code());
        assertThat(batch.rejectCode(2)).isEqualTo(RejectReason.QUANTITY_SCALE.code());
    }

    @Test
    void shortensEndlessValues() throws IOException {
        String endless = "x".repeat(RawText.MAX_LENGTH + 1);
        DeltaBatch batch = read(DeltaFileWriter.SCHEMA, BTC, List.of(GOOD.withSide(endless)));
        assertThat(batch.rejected().get(0).side()).hasSize(RawText.MAX_LENGTH);
    }

    private static String schema(String type) {
        return DeltaFileWriter.SCHEMA
                .replace("double price", type.formatted("price"))
                .replace("double new_quantity", type.formatted("new_quantity"));
    }

    private List<String> rejects(String schema, DeltaRow... rows) throws IOException {
        DeltaBatch batch = read(schema, BTC, List.of(rows));
        List<String> lines = new ArrayList<>();
        for (DeltaBatch.RawRow raw : batch.rejected()) {
            RejectReason reason = RejectReason.ofCode(batch.rejectCode(raw.index()));
            lines.add(reason + " " + raw.side() + " " + raw.price() + " " + raw.quantity());
        }
        return lines;
    }

    private DeltaBatch read(String schema, Lane lane, List<DeltaRow> rows) throws IOException {
        Path file = DeltaFileWriter.of(schema).write(folder.resolve("x.parquet"), rows);
        return DeltaReads.all(file, lane).get(0);
    }
}
