// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.SequenceMode;
import io.deltabook.job.config.DecimalScales;
import io.deltabook.job.parquet.delta.RowOwners;
import io.deltabook.job.parquet.dialect.TableFormat;
import io.deltabook.job.parquet.profile.DeltaFileFacts;
import io.deltabook.job.parquet.testing.DuckDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is decided of a lane that has book snapshots and no deltas: it is by these. */
final class FullBooksPlanTest {
    @TempDir Path root;

    /** 200 rows of two levels per side, by the expressions of some columns. */
    private Path write(String id, String time, String price) throws IOException {
        Path file = root.resolve("book/exchange=X/symbol=S/dt=2024-08-08/1.parquet");
        Files.createDirectories(file.getParent());
        DuckDb.run(
                """
                copy (
                    select %s as "timestamp", (%s)::bigint as sequence_number,
                        %s as bid_0_price, 1.5 as bid_0_size, 98.000000001::double as bid_1_price,
                        1.5 as bid_1_size, 101.5 as ask_0_price, 1.5 as ask_0_size,
                        102.5 as ask_1_price, 1.5 as ask_1_size
                    from range(200) r(i)
                ) to '%s' (format parquet)
                """
                        .formatted(time, id, price, file));
        return file;
    }

    private PlanFixture fixture() {
        DecimalScales auto = new DecimalScales(null, null, null, Map.of(), Map.of());
        return PlanFixture.of(root).scales(auto);
    }

    @ParameterizedTest
    @CsvSource({
        "7 + i, MONOTONIC, 0",
        "7, NONE, 0",
        "0, NONE, 0",
        "null, NONE, 0",
        "7 + i % 100, MONOTONIC, 1",
    })
    void theModeIsThatOfTheIdsOfTheBooks(String id, SequenceMode mode, int warnings)
            throws IOException {
        write(id, "1723161600000 + i", "99.5");
        LanePlan plan = fixture().plan();
        assertThat(plan.lanes()).extracting(Lane::mode).containsExactly(mode);
        assertThat(plan.warningLines()).hasSize(warnings);
        if (warnings > 0) {
            assertThat(plan.warningLines().get(0))
                    .contains("1 of 200 books have an id below that of the book before: such books")
                    .endsWith("sequence.mode: none takes them all");
        }
    }

    @Test
    void theScaleHoldsTheNumbersOfAllLevelsAndTheUnitFollowsFromTheTimes() throws IOException {
        write("null", "1723161600000 + i", "99.5");
        LanePlan plan = fixture().plan();
        assertThat(plan.lanes().get(0).priceScale()).isEqualTo(11);
        assertThat(plan.groups().get(0).tables().get(0).format().units().eventNanos())
                .isEqualTo(1_000_000);
        assertThat(plan.rows(InputTable.BOOK)).isEqualTo(200);
    }

    @Test
    void booksOfWhichMoreThanHalfAreEmptyAreRefusedWithTheirColumns() throws IOException {
        Path file = root.resolve("book/exchange=X/symbol=S/dt=2024-08-08/1.parquet");
        Files.createDirectories(file.getParent());
        DuckDb.run(
                """
                copy (
                    select 1723161600000 + i as "timestamp", i + 1 as sequence_number,
                        null::double as bid_0_price, 1.5 as bid_0_size,
                        case when i >= 150 then 101.5 end as ask_0_price, 1.5 as ask_0_size
                    from range(200) r(i)
                ) to '%s' (format parquet)
                """
                        .formatted(file));
        PlanFolder.refuses(
                fixture(),
                "[%s] at least half of a lane's first rows must be usable, but 150 of the first 200 rows of X:S are not: 150 NULL_PRICE; the first of them is row 0 (timestamp=1723161600000"
                        .formatted(file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{'price': %s::double, 'amount': 1.5}, {'price': 98.000000001, 'amount': 1.5}]",
                "[[%s::double, 1.5], [98.000000001, 1.5]]",
                "[['%s', '1.5'], ['98.000000001', '1.5']]",
            })
    void listsOfLevelsAreABookWhoseNumbersDecideTheScale(String side) throws IOException {
        Path file = root.resolve("listed.parquet");
        DuckDb.run(
                """
                copy (select 1723161600000 + i as "timestamp", 'S' as symbol, %s as bids,
                    %s as asks from range(300) r(i)) to '%s' (format parquet)
                """
                        .formatted(side.formatted("99.5"), side.formatted("101.5"), file));
        LanePlan plan = fixture().plan();
        assertThat(plan.lanes()).extracting(Lane::mode).containsExactly(SequenceMode.NONE);
        assertThat(plan.lanes().get(0).priceScale()).isEqualTo(11);
        assertThat(plan.rows(InputTable.BOOK)).isEqualTo(300);
        RowOwners owners = new RowOwners(null, "S", "UNKNOWN", null);
        assertThat(
                        DeltaFileFacts.inspect(
                                        file, InputTable.BOOK, TableFormat.BY_COLUMNS, owners)
                                .mapping())
                .containsEntry("bids", "bids")
                .containsEntry("asks", "asks")
                .containsEntry("event_time", "timestamp");
    }
}
