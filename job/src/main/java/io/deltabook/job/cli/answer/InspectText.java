// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.answer;

import io.deltabook.job.cli.terminal.Counted;
import io.deltabook.job.cli.terminal.EpochText;
import io.deltabook.job.cli.terminal.TextTable;
import io.deltabook.job.inspect.InspectedFile;
import io.deltabook.job.inspect.InspectedPath;
import io.deltabook.job.inspect.LaneProfile;
import io.deltabook.job.parquet.dialect.TimeUnits;
import io.deltabook.job.parquet.profile.ColumnProfile;
import io.deltabook.job.parquet.profile.FileContents;
import io.deltabook.job.parquet.profile.FileProfile;
import io.deltabook.job.parquet.profile.RowGroupSizes;
import io.deltabook.job.parquet.profile.ValueRange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/** The answer of {@code inspect} as text. */
public final class InspectText {
    private static final int LONGEST_VALUE = 80;

    private InspectText() {}

    public static List<String> of(InspectedPath inspected, boolean isWithFiles) {
        List<String> lines = new ArrayList<>();
        if (!inspected.isFolder()) {
            file(inspected, lines);
            return lines;
        }
        if (inspected.output() != null) {
            lines.addAll(OutputText.of(inspected.path(), inspected.output()));
        }
        if (!inspected.lanes().isEmpty()) {
            lines.addAll(lanes(inspected.lanes()).lines());
        }
        for (LaneProfile lane : inspected.lanes()) {
            lines.add("");
            lane(lane, lines);
        }
        if (isWithFiles) {
            lines.add("");
            files(inspected, lines);
        }
        return lines;
    }

    private static void file(InspectedPath inspected, List<String> lines) {
        InspectedFile file = inspected.files().get(0);
        lines.add("[" + file.path() + "]");
        if (file.profile() == null) {
            return;
        }
        FileProfile profile = file.profile();
        TextTable facts = TextTable.ofFacts();
        if (file.written() != null) {
            facts.row("dataset", file.written().dataset() + " of a run's output");
            facts.row("schema", "version " + file.written().schemaVersion());
            facts.row("lane", file.written().lane());
        } else if (profile.contents() != null) {
            contents(profile.contents(), facts);
        }
        facts.row("rows", rows(profile.rowGroups()));
        facts.row("bytes", String.format(Locale.ROOT, "%,d", profile.bytes()));
        inspected.lanes().forEach(lane -> sequences("", lane, facts));
        facts.row("written by", profile.writer() == null ? "not recorded" : profile.writer());
        profile.metadata().forEach((key, value) -> facts.row("footer", key + ": " + shown(value)));
        lines.addAll(facts.lines());
        lines.add("");
        lines.addAll(columns(profile.columns()).lines());
    }

    private static void contents(FileContents contents, TextTable facts) {
        facts.row("table", contents.table().name().toLowerCase(Locale.ROOT));
        facts.row("dialect", contents.dialect().word() + ": " + contents.dialectReason());
        facts.row("columns", ColumnText.mapping(contents.mapping()));
        if (!contents.units().equals(TimeUnits.OF_DIALECT)) {
            facts.row("units", ColumnText.units(contents.units()));
        }
        contents.lanes().forEach(lane -> facts.row("lane", lane));
        facts.row(
                "times",
                range(EpochText.first(contents.times()), EpochText.last(contents.times())));
        facts.row(
                "arrivals",
                range(EpochText.first(contents.arrivals()), EpochText.last(contents.arrivals())));
        facts.row("ids", ids(contents));
    }

    private static String ids(FileContents contents) {
        return contents.ids() == null
                ? "none"
                : contents.ids().min() + " … " + contents.ids().max();
    }

    private static String range(String first, String last) {
        return first.equals("–") ? "none" : first + " … " + last;
    }

    private static void sequences(String indent, LaneProfile lane, TextTable facts) {
        lane.evidence()
                .forEach(
                        (id, evidence) -> {
                            String name = lane.lanes().size() == 1 ? "" : id + " ";
                            facts.row(indent + "sequence", name + SequenceText.of(evidence));
                            evidence.warnings()
                                    .forEach(text -> facts.row(indent + "warning", name + text));
                        });
    }

    private static String rows(RowGroupSizes groups) {
        return String.format(
                Locale.ROOT,
                "%,d in %s of %,d to %,d, median %,d",
                groups.rows(),
                Counted.of(groups.count(), "row group"),
                groups.min(),
                groups.max(),
                groups.median());
    }

    private static String shown(String value) {
        return value.length() <= LONGEST_VALUE ? value : Counted.of(value.length(), "character");
    }

    private static TextTable columns(List<ColumnProfile> columns) {
        TextTable table = new TextTable("column", "type", "codecs", "pages", "nulls", "encodings");
        for (ColumnProfile column : columns) {
            table.row(
                    column.name(),
                    column.type(),
                    String.join(" ", column.codecs()),
                    column.pages().isEmpty() ? "not recorded" : String.join(" ", column.pages()),
                    column.nulls() == ColumnProfile.UNKNOWN
                            ? "not recorded"
                            : String.format(Locale.ROOT, "%,d", column.nulls()),
                    String.join(" ", column.encodings()));
        }
        return table;
    }

    private static TextTable lanes(List<LaneProfile> lanes) {
        TextTable table =
                new TextTable("lane", "table", "files", "days", "rows", "row groups", "bytes");
        for (LaneProfile lane : lanes) {
            table.row(
                    lane.name(),
                    lane.table().name().toLowerCase(Locale.ROOT),
                    lane.files(),
                    lane.days().size(),
                    lane.rows(),
                    lane.rowGroups(),
                    lane.bytes());
        }
        return table;
    }

    private static void lane(LaneProfile lane, List<String> lines) {
        lines.add(lane.name() + ", " + lane.table().name().toLowerCase(Locale.ROOT));
        TextTable facts = TextTable.ofFacts();
        lane.dialects().forEach((word, reason) -> facts.row("  dialect", word + ": " + reason));
        facts.row("  times", range(EpochText.first(lane.times()), EpochText.last(lane.times())));
        if (lane.ids() != null) {
            facts.row("  ids", lane.ids().min() + " … " + lane.ids().max());
        }
        sequences("  ", lane, facts);
        if (!lane.containsGaps().isEmpty()) {
            facts.row("  " + InspectedFile.CONTAINS_GAPS, counts(lane.containsGaps()));
        }
        lines.addAll(facts.lines());
    }

    private static String counts(SortedMap<String, Integer> counts) {
        List<String> parts = new ArrayList<>();
        for (Map.Entry<String, Integer> count : counts.entrySet()) {
            parts.add(count.getKey() + " in " + Counted.of(count.getValue(), "file"));
        }
        return String.join(", ", parts);
    }

    /** A path may fill a line by itself. */
    private static void files(InspectedPath inspected, List<String> lines) {
        Path folder = inspected.path().toAbsolutePath().normalize();
        for (InspectedFile file : inspected.files()) {
            lines.add(folder.relativize(file.path()).toString());
            FileProfile profile = file.profile();
            if (profile == null) {
                lines.add("  unreadable");
                continue;
            }
            lines.add(
                    "  %s in %s, %s%s"
                            .formatted(
                                    Counted.of(profile.rowGroups().rows(), "row"),
                                    Counted.of(profile.rowGroups().count(), "row group"),
                                    Counted.of(profile.bytes(), "byte"),
                                    file.containsGaps() == null
                                            ? ""
                                            : "; contains_gaps " + file.containsGaps()));
            if (file.written() == null && profile.contents() != null) {
                ValueRange times = profile.contents().times();
                lines.add("  " + range(EpochText.first(times), EpochText.last(times)));
            }
        }
    }
}
