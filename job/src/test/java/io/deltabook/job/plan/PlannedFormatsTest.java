// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.DecimalStrategy;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.job.config.DecimalScales;
import io.deltabook.job.parquet.dialect.TimeUnits;
import io.deltabook.job.parquet.testing.DeltaFileWriter;
import io.deltabook.job.parquet.testing.DeltaRow;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is decided when a run is planned about layouts, units and scales. */
final class PlannedFormatsTest {
    private static final DecimalScales AUTO =
            new DecimalScales(null, null, null, Map.of(), Map.of());

    @TempDir Path root;

    private Path write(String path, DeltaRow... rows) {
        return DeltaFileWriter.plain().write(root.resolve(path), List.of(rows));
    }

    private Lane lane() {
        return PlanFixture.of(root).scales(AUTO).plan().lanes().get(0);
    }

    private static DeltaRow row(String price, String quantity) {
        return DeltaRow.bid("S", 1).withPrice(price).withQuantity(quantity);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exchange=BINANCE/symbol=S/dt=2024-08-0%d/x.parquet",
                "venue=BINANCE/instrument=S/date=2024080%d/x.parquet",
                "exchange=BINANCE/type=book/date=2024-08-0%d/symbol=S/x.parquet",
                "dt=2024-08-0%d/Exchange=BINANCE/Symbol=S/x.parquet",
                "symbol=S/exchange=BINANCE/year=2024/month=8/day=%d/x.parquet",
                "year=2024/month=08/day=0%d/hour=03/exchange=BINANCE/symbol=S/x.parquet"
            })
    void keysMayStandInAnyOrderAndBearTheirUsualNames(String layout) {
        for (int day = 3; day > 0; day--) {
            write(layout.formatted(day), DeltaRow.bid("S", day));
        }
        LanePlan plan = PlanFixture.of(root).plan();
        assertThat(plan.lanes()).extracting(Lane::id).containsExactly(new LaneId("BINANCE", "S"));
        assertThat(plan.groups().get(0).files())
                .extracting(PlannedFile::path)
                .containsExactly(
                        root.resolve(layout.formatted(1)).toString(),
                        root.resolve(layout.formatted(2)).toString(),
                        root.resolve(layout.formatted(3)).toString());
        assertThat(PlanFixture.of(root).days("2024-08-02", "2024-08-02").plan().groups().get(0))
                .extracting(group -> group.files().size())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1000, 1000", "1000000, 1000000", "1000000000, 1000000000"})
    void aUnitIsTheOneInWhichTheTimesLieNow(long unit, long expected) {
        DeltaRow row = DeltaRow.bid("S", 1);
        DeltaRow missing = row.withEvent(0L);
        write("1.parquet", missing, row.withEvent(row.event() / unit), missing);
        TimeUnits units = PlanFixture.of(root).plan().groups().get(0).format().units();
        assertThat(units.eventNanos()).isEqualTo(expected);
        assertThat(units.arrivalNanos()).as("has another one").isEqualTo(1);
    }

    @Test
    void filesThatDifferInAUnitAreRefused() {
        DeltaRow row = DeltaRow.bid("S", 1);
        Path first = write("1.parquet", row.withEvent(row.event() / 1_000_000));
        Path second = write("2.parquet", row);
        assertThatThrownBy(() -> PlanFixture.of(root).plan())
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        "the event time of a lane's files must have one unit, but is in ms in [%s] and in ns in [%s]; convert one of them, or read the files in two runs",
                        first, second);
    }

    @ParameterizedTest
    @CsvSource({
        // enough for what was seen and as many as ever
        "61737.63, 0.001, 8, 8",
        // two more than were seen
        "0.0000001234, 1, 12, 8",
        // fewer where a long would not have a thousand times the largest
        "0.5, 123456789, 8, 2",
        "0.5, 91000000, 8, 8",
    })
    void scalesHoldWhatWasSeenWithRoomToSpare(
            String price, String quantity, int priceScale, int quantityScale) {
        write("1.parquet", row(price, quantity), row("1", "0"), row(null, "NaN"));
        Lane lane = lane();
        assertThat(lane.strategy()).isEqualTo(DecimalStrategy.PIPS);
        assertThat(lane.priceScale()).isEqualTo(priceScale);
        assertThat(lane.quantityScale()).isEqualTo(quantityScale);
    }

    @ParameterizedTest
    @CsvSource({"0.30000000000000004, 1", "10000000.00000001, 1", "1, 1e17"})
    void whatNoLongHoldsIsHeldAsDecimal128(String price, String quantity) {
        write("1.parquet", row(price, quantity));
        assertThat(lane().strategy()).isEqualTo(DecimalStrategy.DECIMAL128);
    }

    @Test
    void numbersThatNothingHoldsSayNothing() {
        write("1.parquet", row("1.5", "2"), row("1.5e-19", "1e21"), row("1.25", "3"));
        assertThat(lane().strategy()).isEqualTo(DecimalStrategy.PIPS);
        assertThat(lane().priceScale()).isEqualTo(8);
    }

    @Test
    void theLastFileIsLookedAtToo() {
        for (int file = 1; file <= 5; file++) {
            write(file + ".parquet", row(file == 5 ? "0.000000000125" : "0.5", "1"));
        }
        assertThat(lane().priceScale()).isEqualTo(14);
    }

    @Test
    void whatATypeDeclaresIsHeldAndNoMore() {
        String schema = DeltaFileWriter.SCHEMA;
        DeltaFileWriter.of(
                        schema.replace("double price", "int64 price (DECIMAL(18,10))")
                                .replace(
                                        "double new_quantity",
                                        "int64 new_quantity (DECIMAL(18,0))"))
                .write(root.resolve("1.parquet"), List.of(DeltaRow.bid("S", 1)));
        assertThat(lane().priceScale()).isEqualTo(10);
        assertThat(lane().quantityScale()).isEqualTo(8);
    }

    @Test
    void aScaleThatTheUserSetsStays() {
        write("1.parquet", row("1", "1"), row("0.0000001234", "0.0000001234"), row("2", "2"));
        DecimalScales ofPrices = new DecimalScales(null, 2, null, Map.of(), Map.of());
        Lane lane = PlanFixture.of(root).scales(ofPrices).plan().lanes().get(0);
        assertThat(lane.priceScale()).isEqualTo(2);
        assertThat(lane.quantityScale()).isEqualTo(12);
    }
}
