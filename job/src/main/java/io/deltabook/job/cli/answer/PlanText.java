// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.answer;

import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneSnapshots;
import io.deltabook.job.cli.terminal.Counted;
import io.deltabook.job.cli.terminal.EpochText;
import io.deltabook.job.cli.terminal.TextTable;
import io.deltabook.job.inspect.DayOutlook;
import io.deltabook.job.inspect.InspectedFile;
import io.deltabook.job.inspect.LaneOutlook;
import io.deltabook.job.inspect.RunOutlook;
import io.deltabook.job.inspect.TableOutlook;
import io.deltabook.job.parquet.dialect.TimeUnits;
import io.deltabook.sequence.ModeEvidence;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The answer of {@code plan} as text. */
public final class PlanText {
    private PlanText() {}

    public static List<String> of(RunOutlook outlook) {
        List<String> lines = new ArrayList<>();
        if (!outlook.lanes().isEmpty()) {
            lines.addAll(lanes(outlook.lanes()).lines());
            for (LaneOutlook lane : outlook.lanes()) {
                lines.add("");
                lane(lane, lines);
            }
            lines.add("");
        }
        if (outlook.seeds() != null) {
            lines.addAll(outlook.seeds().lines());
            outlook.seeds()
                    .warnings()
                    .forEach((lane, warning) -> lines.add("  " + lane + ": " + warning));
            lines.add("");
        }
        int problems = outlook.problems().size();
        lines.add(
                switch (problems) {
                    case 0 -> "A run would read all of this.";
                    case 1 -> "A run would fail.";
                    default -> "A run would fail, for " + Counted.of(problems, "reason") + ".";
                });
        return lines;
    }

    private static TextTable lanes(List<LaneOutlook> lanes) {
        TextTable table =
                new TextTable(
                        "lane",
                        "dialect",
                        "mode",
                        "rows",
                        "bytes",
                        "files",
                        "days",
                        "missing",
                        "short",
                        "unreadable");
        for (LaneOutlook lane : lanes) {
            table.row(
                    lane.group().id(),
                    lane.dialect(),
                    modes(lane),
                    lane.main().rows(),
                    lane.main().bytes(),
                    lane.main().files(),
                    lane.main().days().size(),
                    lane.main().missing().size(),
                    lane.main().shortDays().size(),
                    lane.main().unreadable().size());
        }
        return table;
    }

    private static String modes(LaneOutlook lane) {
        return String.join(
                ", ",
                lane.group().lanes().stream().map(each -> each.mode().word()).distinct().toList());
    }

    private static void lane(LaneOutlook lane, List<String> lines) {
        TextTable facts = TextTable.ofFacts();
        facts.row("  dialect", lane.dialect() + reason(lane));
        facts.row("  columns", ColumnText.mapping(lane.main().mapping()));
        if (!lane.main().units().equals(TimeUnits.OF_DIALECT)) {
            facts.row("  units", ColumnText.units(lane.main().units()));
        }
        facts.row("  times", times(lane.main()));
        if (lane.main().table() == InputTable.BOOK) {
            facts.row("  books", books(lane.group().lanes().get(0)));
        }
        for (Lane each : lane.group().lanes()) {
            facts.row("  numbers", nameIn(lane, each) + ColumnText.numbers(each));
            facts.row(
                    "  sequence",
                    nameIn(lane, each) + sequence(each, lane.evidence().get(each.id())));
        }
        lane.warnings()
                .forEach(
                        (id, warnings) ->
                                warnings.forEach(
                                        text ->
                                                facts.row(
                                                        "  warning",
                                                        (lane.group().lanes().size() == 1
                                                                        ? ""
                                                                        : id + " ")
                                                                + text)));
        days(lane.main(), facts);
        for (TableOutlook other : lane.others()) {
            facts.row("  " + other.table().name().toLowerCase(Locale.ROOT), other(lane, other));
            days(other, facts);
        }
        lines.add(lane.group().id());
        lines.addAll(facts.lines());
    }

    private static String books(Lane lane) {
        return "full books without deltas"
                + (lane.snapshots() == LaneSnapshots.DIFFERENCES
                        ? "; the changes between them become deltas"
                        : ", each a snapshot; snapshot.diff: true writes the deltas between them");
    }

    /** The name of a lane if its group has several. */
    private static String nameIn(LaneOutlook lane, Lane each) {
        return lane.group().lanes().size() == 1 ? "" : each.id() + " ";
    }

    private static void days(TableOutlook table, TextTable facts) {
        String of =
                table.table() == InputTable.DELTAS
                        ? ""
                        : table.table().name().toLowerCase(Locale.ROOT) + " ";
        if (!table.missing().isEmpty()) {
            facts.row("  missing", of + String.join(", ", runs(table.missing())));
        }
        for (DayOutlook day : table.shortDays()) {
            facts.row("  short", of + day.dt() + ": " + String.join("; ", day.remarks()));
        }
        gaps(table)
                .forEach(
                        (value, days) ->
                                facts.row(
                                        "  " + InspectedFile.CONTAINS_GAPS,
                                        of + value + ": " + days));
        table.unreadable().forEach(file -> facts.row("  unreadable", of + file));
        table.repeated().forEach(text -> facts.row("  warning", of + text));
    }

    private static String other(LaneOutlook lane, TableOutlook other) {
        return String.format(
                Locale.ROOT,
                "%s%s, %s, %s, %s, %s",
                lane.group().lanes().size() == 1 ? "" : other.lane() + " ",
                Counted.of(other.files(), "file"),
                Counted.of(other.days().size(), "day"),
                Counted.of(other.rows(), "row"),
                Counted.of(other.bytes(), "byte"),
                times(other));
    }

    private static String times(TableOutlook table) {
        return table.times() == null
                ? "no times"
                : EpochText.first(table.times()) + " … " + EpochText.last(table.times());
    }

    private static String reason(LaneOutlook lane) {
        return lane.main().dialectReason() == null ? "" : ": " + lane.main().dialectReason();
    }

    private static String sequence(Lane lane, ModeEvidence evidence) {
        if (evidence == null) {
            return lane.mode().word() + ", without a row to decide by";
        }
        return evidence.mode() == lane.mode()
                ? SequenceText.of(evidence)
                : lane.mode().word() + " by option; by the rows " + SequenceText.of(evidence);
    }

    private static Map<String, String> gaps(TableOutlook table) {
        SortedMap<String, String> days = new TreeMap<>();
        for (DayOutlook day : table.days()) {
            if (day.containsGaps() != null) {
                days.merge(day.containsGaps(), day.dt(), (all, next) -> all + ", " + next);
            }
        }
        return days;
    }

    /** Consecutive days as ranges. */
    private static List<String> runs(List<LocalDate> days) {
        List<String> runs = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= days.size(); i++) {
            if (i == days.size() || !days.get(i).equals(days.get(i - 1).plusDays(1))) {
                LocalDate first = days.get(start);
                runs.add(
                        i - start == 1
                                ? first.toString()
                                : first + " to " + days.get(i - 1) + " (" + (i - start) + ")");
                start = i;
            }
        }
        return runs;
    }
}
