// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.LaneId;
import io.deltabook.job.cli.testing.InputFiles;
import io.deltabook.job.config.ConfigLayers;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.config.SourceConf;
import io.deltabook.job.parquet.testing.DeltaFileWriter;
import io.deltabook.job.parquet.testing.DeltaRow;
import io.deltabook.job.plan.LaneGroup;
import io.deltabook.job.plan.LanePlan;
import io.deltabook.job.plan.LanePlanner;
import io.deltabook.job.plan.PlannedFile;
import io.deltabook.job.source.KeyGroupLaneKeys;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that have come are put behind those of the plan, or refused by name. */
final class PlanGrowthTest {
    private static final KeyGroupLaneKeys KEYS = new KeyGroupLaneKeys(128);
    private static final String TRADES =
            "message trades { required int64 timestamp; required binary side (STRING); required"
                    + " double price; required double quantity; optional int64 trade_id; }";

    @TempDir private Path folder;

    private InputFiles deltas;
    private SourceConf conf;

    @BeforeEach
    void input() throws InvalidConfigException {
        deltas = new InputFiles(folder.resolve("in/deltas"));
        conf =
                SourceConf.of(
                        new ConfigLayers()
                                .add(Map.of("input", folder.resolve("in").toString()), "test")
                                .configuration());
    }

    @Test
    void aPlanThatGrewHasTheFilesOfAPlanOfEverythingAndKeepsWhatWasDecided() {
        day("A", "2024-08-08");
        day("B", "2024-08-08");
        LanePlan plan = plan();
        List<Path> fresh =
                List.of(day("A", "2024-08-10"), day("A", "2024-08-09"), day("C", "2024-08-09"));

        LanePlan grown = grow(plan, fresh);

        LanePlan everything = plan();
        for (LaneGroup group : everything.groups()) {
            assertThat(find(grown, group.id()).files()).isEqualTo(group.files());
        }
        assertThat(grown.groups()).hasSize(3);
        for (int i = 0; i < plan.groups().size(); i++) {
            assertThat(grown.groups().get(i).lanes()).isEqualTo(plan.groups().get(i).lanes());
        }
        assertThat(grown.groups().get(2).id()).isEqualTo("X:C");
    }

    @Test
    void aLaneWithoutNewFilesStaysAsItIs() {
        day("A", "2024-08-08");
        day("B", "2024-08-08");
        LanePlan plan = plan();

        LanePlan grown = grow(plan, List.of(day("A", "2024-08-09")));

        assertThat(find(grown, "X:B")).isEqualTo(find(plan, "X:B"));
        assertThat(grown.laneIds()).containsExactly(new LaneId("X", "A"), new LaneId("X", "B"));
    }

    @Test
    void tradesMayComeAfterTheDeltasOfTheirDay() {
        day("A", "2024-08-08");
        trades("2024-08-08");
        LanePlan grown = grow(plan(), List.of(day("A", "2024-08-09")));

        grown = grow(grown, List.of(trades("2024-08-09")));

        LaneGroup group = find(grown, "X:A");
        assertThat(group.files(InputTable.TRADES)).hasSize(2);
        assertThat(group).isEqualTo(find(plan(), "X:A"));
    }

    @Test
    void aFileThatComesLateIsRefusedByName() {
        day("A", "2024-08-08");
        Path taken = day("A", "2024-08-10");
        LanePlan plan = plan();
        Path late = day("A", "2024-08-09");

        assertRefused(
                plan,
                late,
                "a file of DELTAS that comes late cannot be read any more: [%s] must be read before [%s], which the run has taken"
                        .formatted(late, taken));
    }

    @Test
    void aFileOfTheSameDayMayComeBehindButNotBefore() {
        Path second = write(day("A", "2024-08-08").resolveSibling("2.parquet"), "12:00:00");
        LanePlan plan = plan();
        Path third = write(second.resolveSibling("10.parquet"), "14:00:00");
        assertThat(find(grow(plan, List.of(third)), "X:A").files())
                .extracting(PlannedFile::path)
                .endsWith(third.toString());

        Path before = write(second.resolveSibling("0.parquet"), "08:00:00");
        assertRefused(plan, before, "[%s] must be read before ".formatted(before));
    }

    @Test
    void aTableThatALaneDidNotHaveIsRefused() {
        day("A", "2024-08-08");
        LanePlan plan = plan();

        assertRefused(
                plan, trades("2024-08-09"), "X:A was read without a table TRADES, but now has one");
    }

    @Test
    void filesThatJoinLanesAreRefused() {
        day("A", "2024-08-08");
        day("B", "2024-08-08");
        LanePlan plan = plan();
        List<DeltaRow> rows =
                List.of(
                        InputFiles.rows("A", "2024-08-09", "10:00:00", "10:00:00", 1).get(0),
                        InputFiles.rows("B", "2024-08-09", "10:00:00", "10:00:00", 1).get(0));
        Path both = folder.resolve("in/deltas/exchange=X/dt=2024-08-09/1.parquet");
        InputFiles.write(
                DeltaFileWriter.of(
                        InputFiles.LAKE.replace("}", "required binary symbol (STRING); }")),
                both,
                rows);

        assertThatThrownBy(() -> grow(plan, List.of(both)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("X:A");
    }

    private void assertRefused(LanePlan plan, Path file, String why) {
        assertThatThrownBy(() -> grow(plan, List.of(file)))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("X:A: ")
                .hasMessageContaining(why)
                .hasMessageEndingWith(
                        "take the new files out of the input, or end the run without --follow and start a new one");
    }

    private LanePlan plan() {
        return LanePlanner.plan(conf, KEYS);
    }

    private LanePlan grow(LanePlan plan, List<Path> files) {
        return PlanGrowth.of(conf, KEYS, plan, files.stream().map(Path::toString).toList()).plan();
    }

    private static LaneGroup find(LanePlan plan, String id) {
        return plan.groups().stream()
                .filter(group -> group.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Path day(String symbol, String dt) {
        return deltas.day(symbol, dt, "10:00:00", "11:00:00", 10);
    }

    private Path write(Path path, String time) {
        List<DeltaRow> rows = InputFiles.rows("A", "2024-08-08", time, time, 4);
        return InputFiles.write(DeltaFileWriter.of(InputFiles.LAKE), path, rows);
    }

    private Path trades(String dt) {
        Path path = new InputFiles(folder.resolve("in/trades")).path("A", dt);
        DeltaRow row = InputFiles.rows("A", dt, "10:30:00", "10:30:00", 1).get(0);
        return InputFiles.write(
                DeltaFileWriter.of(TRADES),
                path,
                Arrays.asList(row.withSide("buy"), row.withSide("buy")));
    }
}
