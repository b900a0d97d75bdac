// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.answer;

import io.deltabook.job.cli.terminal.EpochText;
import io.deltabook.job.inspect.InspectedFile;
import io.deltabook.job.inspect.InspectedPath;
import io.deltabook.job.inspect.LaneProfile;
import io.deltabook.job.parquet.profile.ColumnProfile;
import io.deltabook.job.parquet.profile.FileContents;
import io.deltabook.job.parquet.profile.FileProfile;
import io.deltabook.job.parquet.profile.ValueRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The answer of {@code inspect} as JSON. Its keys are a contract: add, never rename. */
public final class InspectJson {
    private InspectJson() {}

    public static Map<String, Object> of(InspectedPath inspected, boolean isWithFiles) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("path", inspected.path().toString());
        json.put(
                "output",
                inspected.output() == null
                        ? null
                        : OutputText.json(inspected.path(), inspected.output()));
        json.put("lanes", inspected.lanes().stream().map(InspectJson::lane).toList());
        if (isWithFiles || !inspected.isFolder()) {
            json.put("files", inspected.files().stream().map(InspectJson::file).toList());
        }
        json.put("problems", inspected.problems());
        return json;
    }

    private static Map<String, Object> lane(LaneProfile lane) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("table", lane.table().name().toLowerCase(Locale.ROOT));
        json.put("lanes", lane.lanes().stream().map(Object::toString).toList());
        json.put("dialects", lane.dialects());
        json.put("files", lane.files());
        json.put("days", lane.days());
        json.put("rows", lane.rows());
        json.put("row_groups", lane.rowGroups());
        json.put("bytes", lane.bytes());
        times(json, "first_time", "last_time", lane.times());
        ids(json, lane.ids());
        json.put(InspectedFile.CONTAINS_GAPS, lane.containsGaps());
        Map<String, Object> sequences = new LinkedHashMap<>();
        lane.evidence()
                .forEach((id, seen) -> sequences.put(id.toString(), SequenceText.json(seen)));
        json.put("sequence", sequences);
        return json;
    }

    private static Map<String, Object> file(InspectedFile file) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("path", file.path().toString());
        json.put("dt", file.dt());
        json.put("problem", file.problem());
        FileProfile profile = file.profile();
        if (profile == null) {
            return json;
        }
        if (file.written() != null) {
            json.put("dataset", file.written().dataset());
            json.put("schema_version", file.written().schemaVersion());
            json.put("lanes", List.of(file.written().lane().toString()));
        } else if (profile.contents() != null) {
            contents(json, profile.contents());
        }
        json.put("rows", profile.rowGroups().rows());
        json.put("bytes", profile.bytes());
        Map<String, Object> groups = new LinkedHashMap<>();
        groups.put("count", profile.rowGroups().count());
        groups.put("min_rows", profile.rowGroups().min());
        groups.put("median_rows", profile.rowGroups().median());
        groups.put("max_rows", profile.rowGroups().max());
        json.put("row_groups", groups);
        json.put("written_by", profile.writer());
        json.put("footer", profile.metadata());
        List<Map<String, Object>> columns = new ArrayList<>();
        profile.columns().forEach(column -> columns.add(column(column)));
        json.put("columns", columns);
        return json;
    }

    private static void contents(Map<String, Object> json, FileContents contents) {
        json.put("table", contents.table().name().toLowerCase(Locale.ROOT));
        json.put("dialect", contents.dialect().word());
        json.put("dialect_reason", contents.dialectReason());
        json.put("columns", contents.mapping());
        json.put("time_units", ColumnText.json(contents.units()));
        json.put("lanes", contents.lanes().stream().map(Object::toString).toList());
        times(json, "first_time", "last_time", contents.times());
        times(json, "first_arrival", "last_arrival", contents.arrivals());
        ids(json, contents.ids());
    }

    private static Map<String, Object> column(ColumnProfile column) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", column.name());
        json.put("type", column.type());
        json.put("encodings", column.encodings());
        json.put("codecs", column.codecs());
        json.put("pages", column.pages());
        json.put("nulls", column.nulls() == ColumnProfile.UNKNOWN ? null : column.nulls());
        return json;
    }

    private static void times(
            Map<String, Object> json, String first, String last, ValueRange times) {
        json.put(first, times == null ? null : EpochText.of(times.min()));
        json.put(last, times == null ? null : EpochText.of(times.max()));
    }

    private static void ids(Map<String, Object> json, ValueRange ids) {
        json.put("first_id", ids == null ? null : ids.min());
        json.put("last_id", ids == null ? null : ids.max());
    }
}
