// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.answer;

import io.deltabook.contract.DecimalStrategy;
import io.deltabook.contract.Lane;
import io.deltabook.job.cli.terminal.Counted;
import io.deltabook.job.cli.terminal.TextTable;
import io.deltabook.job.parquet.dialect.DeltaDialect;
import io.deltabook.job.plan.LaneGroup;
import io.deltabook.job.plan.LanePlan;
import java.util.ArrayList;
import java.util.List;

/** How a run reads its lanes, a line each: what was decided when it was planned. */
public final class PlannedLanes {
    /** Lanes shown at most. */
    static final int MOST = 20;

    private PlannedLanes() {}

    /** The table; of many lanes the first and how many there are more. */
    public static List<String> lines(LanePlan plan) {
        TextTable table =
                new TextTable("lane", "dialect", "sequence mode", "price scale", "quantity scale");
        int lanes = 0;
        for (LaneGroup group : plan.groups()) {
            String dialect =
                    group.files().isEmpty() ? DeltaDialect.BOOK.word() : group.dialect().word();
            for (Lane lane : group.lanes()) {
                if (lanes++ < MOST) {
                    table.row(
                            lane.id(),
                            dialect,
                            lane.mode().word(),
                            scale(lane, lane.priceScale()),
                            scale(lane, lane.quantityScale()));
                }
            }
        }
        List<String> lines = new ArrayList<>(table.lines());
        if (lanes > MOST) {
            lines.add(
                    "… and %s: 'deltabook plan' shows all of them"
                            .formatted(Counted.of(lanes - MOST, "more lane")));
        }
        return lines;
    }

    private static String scale(Lane lane, int digits) {
        return lane.strategy() == DecimalStrategy.DECIMAL128
                ? "decimal128"
                : Counted.of(digits, "digit");
    }
}
