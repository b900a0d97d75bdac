// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.SequenceMode;
import io.deltabook.job.parquet.delta.RowOwners;
import io.deltabook.job.parquet.delta.UnlistedLanes;
import io.deltabook.job.parquet.dialect.DeltaDialect;
import io.deltabook.job.parquet.dialect.DeltaField;
import io.deltabook.job.parquet.dialect.SideValues;
import io.deltabook.job.parquet.dialect.TableFormat;
import io.deltabook.job.parquet.dialect.TimeUnits;
import io.deltabook.job.plan.LaneGroup;
import io.deltabook.job.plan.PlannedFile;
import io.deltabook.job.plan.PlannedTable;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.junit.jupiter.api.Test;

final class LaneSplitSerializerTest {
    private static final LaneGroup GROUP =
            new LaneGroup(
                    List.of(
                            new Lane(new LaneId("X", "Ä/B"), "k1", SequenceMode.CHAIN, 2, 18),
                            new Lane(new LaneId("X", "C"), "k2", SequenceMode.NONE, 8, 8)),
                    List.of(
                            new PlannedFile(
                                    "/d/1.parquet",
                                    10,
                                    20,
                                    30,
                                    new RowOwners("X", null, "UNKNOWN", "C"),
                                    null),
                            new PlannedFile(
                                    "/d/2.parquet",
                                    11,
                                    21,
                                    0,
                                    new RowOwners(null, "C", "UNKNOWN", null),
                                    "is broken")),
                    List.of(
                            new PlannedTable(
                                    new LaneId("X", "C"),
                                    InputTable.TRADES,
                                    List.of(
                                            new PlannedFile(
                                                    "/d/3.parquet",
                                                    12,
                                                    22,
                                                    31,
                                                    new RowOwners("X", "C", "UNKNOWN", null),
                                                    null)))),
                    TableFormat.of(DeltaDialect.LAKE_API),
                    UnlistedLanes.DROP);

    private static final LaneGroup FORMATTED = formatted();

    /** What version 1 wrote; it must be readable for ever. */
    private static final String VERSION_1 =
            "00000002000000015800000004c3842f42000000026b31010000021200000001580000"
                    + "000143000000026b320400000808000000020000000c2f642f312e7061727175657400"
                    + "0000000000000a0000000000000014000000000000001e0000000158ffffffff000000"
                    + "07554e4b4e4f574e0000000143ffffffff0000000c2f642f322e706172717565740000"
                    + "00000000000b00000000000000150000000000000000ffffffff000000014300000007"
                    + "554e4b4e4f574effffffff0000000969732062726f6b656e0000000100000001580000"
                    + "00014301000000010000000c2f642f332e70617271756574000000000000000c000000"
                    + "0000000016000000000000001f0000000158000000014300000007554e4b4e4f574eff"
                    + "ffffffffffffff000000086c616b652d61706901010000000000000009000000000000"
                    + "0001";

    /** What version 2 wrote of {@link #FORMATTED}. */
    private static final String VERSION_2 =
            "00000002000000015800000004c3842f42000000026b31010000021200000001580000"
                    + "000143000000026b320400000808000000020000000c2f642f312e7061727175657400"
                    + "0000000000000a0000000000000014000000000000001e0000000158ffffffff000000"
                    + "07554e4b4e4f574e0000000143ffffffff0000000c2f642f322e706172717565740000"
                    + "00000000000b00000000000000150000000000000000ffffffff000000014300000007"
                    + "554e4b4e4f574effffffff0000000969732062726f6b656e0000000100000001580000"
                    + "00014301000000010000000c2f642f332e70617271756574000000000000000c000000"
                    + "0000000016000000000000001f0000000158000000014300000007554e4b4e4f574eff"
                    + "ffffffffffffffffffffff0000000000000000000003e8000000000000000000000000"
                    + "00000000000000000762696e616e6365000000020000001270726576696f75735f7570"
                    + "646174655f6964000000066265666f7265000000057072696365000000027078000000"
                    + "00000f4240000000000000000100000002000000013100000001420000000100000002"
                    + "2d31010000";

    /** What version 3 wrote of {@link #FORMATTED} with a tag for each of its delta files. */
    private static final String VERSION_3 =
            "00000002000000015800000004c3842f42000000026b310100000212000000015800"
                    + "00000143000000026b320400000808000000020000000c2f642f312e70617271756574"
                    + "000000000000000a0000000000000014000000000000001e0000000158ffffffff0000"
                    + "0007554e4b4e4f574e0000000143ffffffff00000007657461672d31300000000c2f64"
                    + "2f322e70617271756574000000000000000b00000000000000150000000000000000ff"
                    + "ffffff000000014300000007554e4b4e4f574effffffff0000000969732062726f6b65"
                    + "6e00000007657461672d3131000000010000000158000000014301000000010000000c"
                    + "2f642f332e70617271756574000000000000000c000000000000001600000000000000"
                    + "1f0000000158000000014300000007554e4b4e4f574effffffffffffffffffffffffff"
                    + "ffffff0000000000000000000003e80000000000000000000000000000000000000000"
                    + "0762696e616e6365000000020000001270726576696f75735f7570646174655f696400"
                    + "0000066265666f726500000005707269636500000002707800000000000f4240000000"
                    + "0000000001000000020000000131000000014200000001000000022d31010000";

    private final LaneSplitSerializer serializer = LaneSplitSerializer.INSTANCE;

    @Test
    void bringsBackASplitWithItsPosition() throws IOException {
        for (CheckpointedPosition position :
                new CheckpointedPosition[] {null, new CheckpointedPosition(7L << 45 | 5, 3)}) {
            byte[] bytes = serializer.serialize(new LaneSplit(GROUP, position));
            LaneSplit split = serializer.deserialize(serializer.getVersion(), bytes);
            assertThat(split.group()).isEqualTo(GROUP);
            assertThat(split.getReaderPosition().orElse(null)).isEqualTo(position);
            assertThat(split.splitId()).isEqualTo("X:Ä/B and 1 more");
        }
    }

    /** The group with formats of which nothing is left to the dialect. */
    private static LaneGroup formatted() {
        TableFormat format =
                new TableFormat(
                        DeltaDialect.BINANCE,
                        Map.of(DeltaField.PRICE, "px", DeltaField.PREVIOUS_ID, "before"),
                        new TimeUnits(1_000_000, 1),
                        new SideValues(List.of("1", "B"), List.of("-1")),
                        true);
        PlannedTable trades = GROUP.tables().get(0);
        return new LaneGroup(
                GROUP.lanes(),
                GROUP.files(),
                List.of(
                        new PlannedTable(
                                trades.lane(),
                                trades.table(),
                                trades.files(),
                                TableFormat.BY_COLUMNS.with(new TimeUnits(1_000, 0)))),
                format,
                UnlistedLanes.REFUSE);
    }

    @Test
    void bringsBackHowColumnsAreRead() throws IOException {
        byte[] bytes = serializer.serialize(new LaneSplit(FORMATTED, null));
        assertThat(serializer.deserialize(serializer.getVersion(), bytes).group())
                .isEqualTo(FORMATTED);
        assertThat(serializer.deserialize(2, HexFormat.of().parseHex(VERSION_2)).group())
                .isEqualTo(FORMATTED);
    }

    @Test
    void bringsBackTheTagsOfStoredFiles() throws IOException {
        LaneGroup tagged =
                new LaneGroup(
                        FORMATTED.lanes(),
                        FORMATTED.files().stream().map(LaneSplitSerializerTest::tagged).toList(),
                        FORMATTED.tables(),
                        FORMATTED.format(),
                        FORMATTED.unlisted());
        byte[] bytes = serializer.serialize(new LaneSplit(tagged, null));
        assertThat(serializer.deserialize(serializer.getVersion(), bytes).group())
                .isEqualTo(tagged);
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(VERSION_3);
        assertThat(serializer.deserialize(3, HexFormat.of().parseHex(VERSION_3)).group())
                .isEqualTo(tagged);
    }

    private static PlannedFile tagged(PlannedFile file) {
        return new PlannedFile(
                file.path(),
                file.size(),
                file.modifiedMillis(),
                file.rows(),
                file.owners(),
                file.problem(),
                "etag-" + file.size());
    }

    @Test
    void readsVersion1() throws IOException {
        LaneSplit split = serializer.deserialize(1, HexFormat.of().parseHex(VERSION_1));
        assertThat(split.group()).isEqualTo(GROUP);
        assertThat(split.getReaderPosition()).contains(new CheckpointedPosition(9, 1));
    }

    @Test
    void refusesAVersionItDoesNotKnow() {
        assertThatThrownBy(() -> serializer.deserialize(4, new byte[0]))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "lane split version must be 1 to 3, but was 4; use the release that wrote"
                                + " it");
    }

    @Test
    void staysASplitOfLanesWhenItsPositionMoves() {
        LaneSplit split = new LaneSplit(GROUP, null);
        LaneSplit moved = split.updateWithCheckpointedPosition(new CheckpointedPosition(1, 0));
        assertThat(moved.group()).isSameAs(GROUP);
        assertThat(moved.getReaderPosition()).contains(new CheckpointedPosition(1, 0));
    }
}
