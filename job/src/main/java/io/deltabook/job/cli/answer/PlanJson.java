// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.answer;

import io.deltabook.contract.Lane;
import io.deltabook.contract.Missing;
import io.deltabook.contract.SeedPoint;
import io.deltabook.job.cli.terminal.EpochText;
import io.deltabook.job.inspect.DayOutlook;
import io.deltabook.job.inspect.InspectedFile;
import io.deltabook.job.inspect.LaneOutlook;
import io.deltabook.job.inspect.RunOutlook;
import io.deltabook.job.inspect.TableOutlook;
import io.deltabook.job.parquet.profile.ValueRange;
import io.deltabook.job.seed.PlannedSeeds;
import io.deltabook.sequence.ModeEvidence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The answer of {@code plan} as JSON. Its keys are a contract: add, never rename. */
public final class PlanJson {
    private PlanJson() {}

    public static Map<String, Object> of(RunOutlook outlook) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("would_fail", !outlook.problems().isEmpty());
        json.put("problems", outlook.problems());
        json.put("seeds", outlook.seeds() == null ? null : seeds(outlook.seeds()));
        json.put("lane_groups", outlook.lanes().stream().map(PlanJson::group).toList());
        return json;
    }

    private static Map<String, Object> seeds(PlannedSeeds seeds) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("output", seeds.output().toString());
        List<Map<String, Object>> lanes = new ArrayList<>();
        for (SeedPoint seed : seeds.points().values()) {
            Map<String, Object> lane = new LinkedHashMap<>();
            lane.put("exchange", seed.lane().exchange());
            lane.put("symbol", seed.lane().symbol());
            lane.put("event_seq", seed.eventSeq());
            lane.put("update_id", seed.updateId() == Missing.ID ? null : seed.updateId());
            lane.put("book_state", seed.state().name());
            lane.put("warning", seeds.warnings().get(seed.lane()));
            lanes.add(lane);
        }
        json.put("lanes", lanes);
        Map<String, String> cold = new LinkedHashMap<>();
        seeds.cold().forEach((lane, why) -> cold.put(lane.toString(), why));
        json.put("cold", cold);
        json.put("not_in_the_input", seeds.unread().stream().map(Object::toString).toList());
        return json;
    }

    private static Map<String, Object> group(LaneOutlook outlook) {
        Map<String, Object> json = new LinkedHashMap<>();
        List<Map<String, Object>> lanes = new ArrayList<>();
        for (Lane lane : outlook.group().lanes()) {
            Map<String, Object> planned = lane(lane, outlook.evidence().get(lane.id()));
            planned.put("warnings", outlook.warnings().get(lane.id()));
            lanes.add(planned);
        }
        json.put("lanes", lanes);
        json.put("dialect", outlook.dialect());
        List<Map<String, Object>> tables = new ArrayList<>();
        tables.add(table(outlook.main()));
        outlook.others().forEach(other -> tables.add(table(other)));
        json.put("tables", tables);
        return json;
    }

    private static Map<String, Object> table(TableOutlook table) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("table", table.table().name().toLowerCase(Locale.ROOT));
        json.put("lane", table.lane() == null ? null : table.lane().toString());
        json.put("dialect_reason", table.dialectReason());
        json.put("columns", table.mapping());
        json.put("time_units", ColumnText.json(table.units()));
        json.put("files", table.files());
        json.put("rows", table.rows());
        json.put("bytes", table.bytes());
        times(json, table.times());
        json.put("days", table.days().stream().map(PlanJson::day).toList());
        json.put("missing_days", table.missing().stream().map(Object::toString).toList());
        json.put("unreadable", table.unreadable());
        json.put("repeated", table.repeated());
        return json;
    }

    private static Map<String, Object> lane(Lane lane, ModeEvidence evidence) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("exchange", lane.id().exchange());
        json.put("symbol", lane.id().symbol());
        json.put("mode", lane.mode().word());
        json.put("snapshots", lane.snapshots().name().toLowerCase(Locale.ROOT));
        json.put("verdict", lane.mode().verdict().word());
        json.put("decimal_strategy", lane.strategy().name().toLowerCase(Locale.ROOT));
        json.put("price_scale", lane.priceScale());
        json.put("quantity_scale", lane.quantityScale());
        json.put("evidence", evidence == null ? null : SequenceText.json(evidence));
        return json;
    }

    private static Map<String, Object> day(DayOutlook day) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dt", day.dt());
        json.put("files", day.files());
        json.put("rows", day.rows());
        json.put("bytes", day.bytes());
        times(json, day.times());
        json.put(InspectedFile.CONTAINS_GAPS, day.containsGaps());
        json.put("short", day.remarks());
        return json;
    }

    private static void times(Map<String, Object> json, ValueRange times) {
        json.put("first_time", times == null ? null : EpochText.of(times.min()));
        json.put("last_time", times == null ? null : EpochText.of(times.max()));
    }
}
