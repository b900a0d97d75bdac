// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.grid;

import io.deltabook.contract.LaneId;
import io.deltabook.job.cli.terminal.Counted;
import io.deltabook.job.cli.terminal.TextTable;
import io.deltabook.job.grid.GridCounts;
import io.deltabook.job.grid.OutputGrid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a grid has. */
final class GridReport {
    private final OutputGrid grid;
    private final Map<LaneId, GridCounts> lanes;
    private final String every;
    private final GridCounts total;

    GridReport(OutputGrid grid, Map<LaneId, GridCounts> lanes, String every) {
        this.grid = grid;
        this.lanes = lanes;
        this.every = every;
        total = lanes.values().stream().reduce(new GridCounts(0, 0, 0), GridCounts::plus);
    }

    List<String> lines(double seconds) {
        TextTable table = new TextTable("lane", "events", "rows", "files");
        lanes.forEach(
                (lane, counts) -> table.row(lane, counts.events(), counts.rows(), counts.files()));
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%s of %s, made of %s, written to [%s] in %.1f s.",
                        Counted.of(total.files(), "file"),
                        Counted.of(total.rows(), "row"),
                        Counted.of(total.events(), "event"),
                        grid.target(),
                        seconds));
        return lines;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("every", every);
        json.put("format", grid.settings().format().toString());
        json.put("values", grid.settings().values().toString());
        json.put("depth", grid.settings().depth());
        json.put("bands", grid.settings().bands());
        json.put("directory", grid.target().toString());
        List<Object> all = new ArrayList<>();
        lanes.forEach(
                (lane, counts) -> {
                    Map<String, Object> of = new LinkedHashMap<>();
                    of.put("exchange", lane.exchange());
                    of.put("symbol", lane.symbol());
                    of.put("events", counts.events());
                    of.put("rows", counts.rows());
                    of.put("files", counts.files());
                    all.add(of);
                });
        json.put("lanes", all);
        return json;
    }
}
