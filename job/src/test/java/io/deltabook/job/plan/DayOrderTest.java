// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.testing.DeltaRow;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DayOrderTest {
    private static final String DAY = "exchange=BINANCE/symbol=BTC-USDT/dt=2024-08-08/";
    private static final String LATE = DAY + "04b23f9a7c1e.parquet";
    private static final String EARLY = DAY + "9e1f9a7c1e04.parquet";
    private static final String MIDDLE = DAY + "77b01c9e2f4a.parquet";

    @TempDir private Path root;

    @Test
    void filesOfRandomNamesAreReadInTheOrderOfTheirRows() {
        folder().write(LATE, bid(5), bid(6));
        folder().write(EARLY, bid(1), bid(2));
        folder().write(MIDDLE, bid(2), bid(4));
        assertThat(files()).containsExactly(EARLY, MIDDLE, LATE);
    }

    @Test
    void idsDecideWhereArrivalsOverlap() {
        folder().write(LATE, at(5, 100), at(6, 300));
        folder().write(EARLY, at(1, 200), at(2, 400));
        assertThat(files()).containsExactly(EARLY, LATE);
    }

    @Test
    void arrivalsDecideWhereANumberingRestarted() {
        folder().write(EARLY, at(8, 100), at(9, 200));
        folder().write(LATE, at(1, 300), at(2, 400));
        assertThat(files()).containsExactly(EARLY, LATE);
    }

    @Test
    void chosenNamesDecideWhateverIsInTheFiles() {
        folder().write(DAY + "1.parquet", bid(5), bid(6));
        folder().write(DAY + "2.parquet", bid(1), bid(2));
        assertThat(files()).containsExactly(DAY + "1.parquet", DAY + "2.parquet");
    }

    @Test
    void oneFileADayNeedsNoOrder() {
        folder().write(LATE, bid(5), bid(6));
        String next = LATE.replace("08-08", "08-09");
        folder().write(next, bid(1), bid(2));
        assertThat(files()).containsExactly(LATE, next);
    }

    @Test
    void overlappingFilesOfRandomNamesStopTheRun() {
        folder().write(LATE, bid(1), bid(6));
        folder().write(EARLY, bid(2), bid(5));
        PlanFolder.refuses(
                PlanFixture.of(root),
                "dt=2024-08-08] files of one day must have names in the order of their rows, or rows that do not overlap, but its 2 files have random names, and neither arrival times nor ids nor event times tell their order: name them in the order in which they were recorded, such as 1.parquet, 2.parquet");
    }

    @Test
    void filesOfOtherSymbolsMayOverlap() {
        folder().write("dt=2024-08-08/04b23f9a7c1e.parquet", bid(1), bid(6));
        folder().write("dt=2024-08-08/9e1f9a7c1e04.parquet", DeltaRow.bid("ETH-USDT", 3));
        assertThat(PlanFixture.of(root).plan().groups()).hasSize(2);
    }

    private static DeltaRow bid(long id) {
        return DeltaRow.bid("BTC-USDT", id);
    }

    private static DeltaRow at(long id, long time) {
        DeltaRow row = bid(id);
        long nanos = row.event() - id + time;
        return new DeltaRow(
                row.exchange(),
                row.symbol(),
                nanos,
                nanos,
                id,
                null,
                null,
                false,
                row.side(),
                row.price(),
                row.quantity());
    }

    private List<String> files() {
        LanePlan plan = PlanFixture.of(root).plan();
        return folder().relativeFiles(PlanFolder.groupOf(plan, new LaneId("BINANCE", "BTC-USDT")));
    }

    private PlanFolder folder() {
        return new PlanFolder(root);
    }
}
