// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import io.deltabook.contract.DecimalStrategy;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.SequenceMode;
import io.deltabook.job.config.BadFilePolicy;
import io.deltabook.job.config.DecimalScales;
import io.deltabook.job.config.SourceConf;
import io.deltabook.job.config.TablePolicy;
import io.deltabook.job.parquet.dialect.DeltaDialect;
import io.deltabook.job.parquet.dialect.TableFormat;
import io.deltabook.job.parquet.event.TimestampUnit;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Options of a plan, with defaults, and plans made of them. */
public final class PlanFixture {
    private List<Path> inputs = List.of();
    private String symbol;
    private List<String> symbols = List.of();
    private LocalDate from;
    private LocalDate to;
    private BadFilePolicy onBadFile = BadFilePolicy.FAIL;
    private TablePolicy others = TablePolicy.MERGE;
    private TableFormat format = TableFormat.BY_COLUMNS;
    private SequenceMode mode;
    private DecimalScales scales =
            new DecimalScales(DecimalStrategy.PIPS, 8, 8, Map.of(), Map.of());
    private boolean differences;
    private TimestampUnit timestamps = TimestampUnit.NANOS;

    private PlanFixture() {}

    public static PlanFixture of(Path... inputs) {
        PlanFixture fixture = new PlanFixture();
        fixture.inputs = List.of(inputs);
        return fixture;
    }

    PlanFixture symbol(String other) {
        symbol = other;
        return this;
    }

    public PlanFixture symbols(String... others) {
        symbols = List.of(others);
        return this;
    }

    PlanFixture days(String first, String last) {
        from = first == null ? null : LocalDate.parse(first);
        to = last == null ? null : LocalDate.parse(last);
        return this;
    }

    public PlanFixture skipBadFiles() {
        onBadFile = BadFilePolicy.SKIP;
        return this;
    }

    public PlanFixture dialect(DeltaDialect other) {
        format = format.with(other);
        return this;
    }

    PlanFixture scales(DecimalScales other) {
        scales = other;
        return this;
    }

    public PlanFixture mode(SequenceMode other) {
        mode = other;
        return this;
    }

    /** Writes what changes from book to book as deltas. */
    public PlanFixture differences() {
        differences = true;
        return this;
    }

    public PlanFixture deltasOnly() {
        others = TablePolicy.IGNORE;
        return this;
    }

    /** The unit of the output's times. */
    public PlanFixture timestamps(TimestampUnit unit) {
        timestamps = unit;
        return this;
    }

    public LanePlan plan() {
        return plan((lanes, bytes) -> unsaltedKeys(lanes));
    }

    public LanePlan plan(LaneKeys keys) {
        return LanePlanner.plan(
                new SourceConf(
                        inputs,
                        "UNKNOWN",
                        symbol,
                        symbols,
                        from,
                        to,
                        onBadFile,
                        others,
                        others,
                        format,
                        mode,
                        scales,
                        differences,
                        timestamps),
                keys);
    }

    private static Map<LaneId, String> unsaltedKeys(List<LaneId> lanes) {
        Map<LaneId, String> keys = new HashMap<>();
        for (int i = 0; i < lanes.size(); i++) {
            keys.put(lanes.get(i), i + " " + lanes.get(i));
        }
        return keys;
    }
}
