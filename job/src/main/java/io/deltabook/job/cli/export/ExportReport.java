// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.export;

import io.deltabook.contract.LaneId;
import io.deltabook.job.cli.terminal.Counted;
import io.deltabook.job.cli.terminal.TextTable;
import io.deltabook.job.export.OutputExport;
import io.deltabook.job.export.lane.ExportCounts;
import io.deltabook.job.export.lane.ExportCounts.Count;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What an export wrote, and what its format could not hold. */
final class ExportReport {
    private final OutputExport export;
    private final Map<LaneId, ExportCounts> lanes;
    private final ExportCounts total = new ExportCounts();

    ExportReport(OutputExport export, Map<LaneId, ExportCounts> lanes) {
        this.export = export;
        this.lanes = lanes;
        lanes.values().forEach(total::addAll);
    }

    List<String> lines(double seconds) {
        TextTable table =
                new TextTable("lane", "changes", "trades", "snapshots", "left out", "clears");
        lanes.forEach(
                (lane, counts) ->
                        table.row(
                                lane,
                                counts.of(Count.DELTAS),
                                counts.of(Count.TRADES),
                                counts.of(Count.SNAPSHOTS) + counts.of(Count.DAY_STARTS),
                                counts.of(Count.LEFT_OUT),
                                counts.of(Count.CLEARS)));
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.addAll(total.notes());
        told(Count.TIMES_CUT, "row", "lost the digits below a microsecond of their times", lines);
        told(Count.TIMES_RAISED, "row", "came late and got the time of the row before", lines);
        told(Count.ROUNDED, "number", "became the nearest double, which has other digits", lines);
        told(Count.WITHOUT_ARRIVAL, "row", "had no arrival and got the event time", lines);
        lanes.forEach((lane, counts) -> lanes(lane, counts, lines));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%s of %s written to [%s] in %.1f s.",
                        Counted.of(total.of(Count.FILES), "file"),
                        Counted.of(total.of(Count.ROWS), "row"),
                        export.target(),
                        seconds));
        return lines;
    }

    private void told(Count count, String noun, String fate, List<String> to) {
        if (total.of(count) > 0) {
            to.add(Counted.of(total.of(count), noun) + ' ' + fate + '.');
        }
    }

    private static void lanes(LaneId lane, ExportCounts counts, List<String> to) {
        if (counts.of(Count.DELTAS) == 0 && counts.of(Count.LEFT_OUT) > 0) {
            to.add(
                    lane
                            + " has no trusted book, so none of its changes were written;"
                            + " --keep-suspect writes them nevertheless.");
        }
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", export.format().word());
        json.put("directory", export.target().toString());
        List<Object> all = new ArrayList<>();
        lanes.forEach(
                (lane, counts) -> {
                    Map<String, Object> of = new LinkedHashMap<>();
                    of.put("exchange", lane.exchange());
                    of.put("symbol", lane.symbol());
                    for (Count count : Count.values()) {
                        of.put(count.name().toLowerCase(Locale.ROOT), counts.of(count));
                    }
                    of.put("notes", List.copyOf(counts.notes()));
                    all.add(of);
                });
        json.put("lanes", all);
        return json;
    }
}
