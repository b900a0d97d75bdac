// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.DecimalStrategy;
import io.deltabook.contract.Lane;
import io.deltabook.job.config.DecimalScales;
import io.deltabook.job.parquet.dialect.DeltaDialect;
import io.deltabook.job.parquet.testing.DeltaFileWriter;
import io.deltabook.job.parquet.testing.DeltaRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dialects, unmarked snapshots and scales that a plan decides for its lanes. */
final class PlannedDialectsTest {
    private static final String LAKE =
            "message m { required int64 timestamp; required int64 sequence_number; required boolean"
                    + " side_is_bid; required double price; required double size; }";
    private static final String LAKE_API = LAKE.replace("timestamp", "origin_time");
    private static final String TARDIS =
            "message m { required int64 timestamp (TIMESTAMP(NANOS,true)); required binary side; required double price;"
                    + " required double amount; required boolean is_snapshot; }";

    @TempDir Path root;

    @Test
    void eachLaneHasTheDialectOfItsFiles() {
        write("exchange=X/symbol=A/dt=2024-08-08/1.parquet", LAKE);
        write("exchange=X/symbol=A/dt=2024-08-09/1.parquet", LAKE);
        write("exchange=X/symbol=B/dt=2024-08-08/1.parquet", LAKE_API);
        write("exchange=X/symbol=C/dt=2024-08-08/1.parquet", TARDIS);
        write("exchange=X/symbol=D/dt=2024-08-08/1.parquet", DeltaFileWriter.SCHEMA);
        LanePlan plan = PlanFixture.of(root).plan();
        List<String> dialects = new ArrayList<>();
        for (Lane lane : plan.lanes()) {
            LaneGroup group = PlanFolder.groupOf(plan, lane.id());
            dialects.add(
                    "%s %s %s%s"
                            .formatted(
                                    lane.id().symbol(),
                                    group.dialect(),
                                    lane.mode().word(),
                                    lane.implicitSnapshots() ? ", snapshots unmarked" : ""));
        }
        assertThat(dialects)
                .containsExactly(
                        "A lake monotonic, snapshots unmarked",
                        "B lake-api monotonic, snapshots unmarked",
                        "C tardis none",
                        "D native chain");
    }

    @Test
    void filesOfOneLaneThatDifferInDialectAreRefusedByName() {
        Path first = write("exchange=X/symbol=A/dt=2024-08-08/1.parquet", LAKE);
        Path second = write("exchange=X/symbol=A/dt=2024-08-09/1.parquet", LAKE_API);
        PlanFolder.refuses(
                PlanFixture.of(root),
                "the files of a lane must have one dialect, but [%s] is lake (it has the columns timestamp, sequence_number, side_is_bid, price and size) and [%s] is lake-api (it has the columns origin_time, sequence_number, side_is_bid, price and size); set source.dialect, or give the files in two runs"
                        .formatted(first, second));
    }

    @Test
    void aRequestedDialectIsTheOnlyOneAccepted() {
        Path file = write("exchange=X/symbol=A/dt=2024-08-08/1.parquet", LAKE);
        LanePlan plan = PlanFixture.of(root).dialect(DeltaDialect.LAKE).plan();
        assertThat(plan.groups().get(0).dialect()).isEqualTo(DeltaDialect.LAKE);
        PlanFolder.refuses(
                PlanFixture.of(root).dialect(DeltaDialect.TARDIS),
                "[" + file + "] a column for the side must be there, named side, but");
    }

    @Test
    void aSkippedFileHasNoDialectToDisagreeIn() throws IOException {
        Path broken = root.resolve("exchange=X/symbol=A/dt=2024-08-07/1.parquet");
        Files.createDirectories(broken.getParent());
        Files.writeString(broken, "this is not Parquet");
        PlanFixture skipping = PlanFixture.of(root).skipBadFiles();
        assertThat(skipping.plan().groups().get(0).dialect()).isEqualTo(DeltaDialect.NATIVE);
        write("exchange=X/symbol=A/dt=2024-08-08/1.parquet", TARDIS);
        assertThat(skipping.plan().groups().get(0).dialect()).isEqualTo(DeltaDialect.TARDIS);
    }

    @Test
    void oneFileThatMarksItsSnapshotsMakesUnmarkedOnesDeltas() {
        String without = DeltaFileWriter.SCHEMA.replace("optional boolean is_snapshot;", "");
        assertThat(without).isNotEqualTo(DeltaFileWriter.SCHEMA);
        write("exchange=BINANCE/symbol=A/dt=2024-08-08/1.parquet", without);
        assertThat(PlanFixture.of(root).plan().lanes())
                .extracting(Lane::implicitSnapshots)
                .containsExactly(true);
        write("exchange=BINANCE/symbol=A/dt=2024-08-09/1.parquet", DeltaFileWriter.SCHEMA);
        assertThat(PlanFixture.of(root).plan().lanes())
                .extracting(Lane::implicitSnapshots)
                .containsExactly(false);
    }

    @Test
    void symbolsHaveTheirOwnScales() {
        write("exchange=X/symbol=A/1.parquet", LAKE);
        write("exchange=X/symbol=B/1.parquet", LAKE);
        DecimalScales scales =
                new DecimalScales(DecimalStrategy.PIPS, 8, 7, Map.of("A", 2), Map.of("B", 3));
        assertThat(PlanFixture.of(root).scales(scales).plan().lanes())
                .extracting(
                        lane ->
                                "%s %s %s"
                                        .formatted(
                                                lane.id().symbol(),
                                                lane.priceScale(),
                                                lane.quantityScale()))
                .containsExactly("A 2 7", "B 8 3");
    }

    private Path write(String path, String schema) {
        String symbol = path.replaceAll(".*symbol=(\\w+).*", "$1");
        String exchange = path.replaceAll("exchange=(\\w+).*", "$1");
        DeltaRow row = DeltaRow.bid(symbol, 2).withExchange(exchange);
        return DeltaFileWriter.of(schema).write(root.resolve(path), List.of(row));
    }
}
