// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.answer;

import io.deltabook.job.cli.terminal.Counted;
import io.deltabook.job.cli.terminal.TextTable;
import io.deltabook.job.inspect.InspectedOutput;
import io.deltabook.job.output.Outcome;
import io.deltabook.job.output.OutputFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code inspect} says about files that runs have written, as text and as JSON. */
final class OutputText {
    private OutputText() {}

    static List<String> of(Path path, InspectedOutput output) {
        List<String> lines = new ArrayList<>();
        lines.add("[%s] %s.".formatted(path, what(output)));
        lines.add("");
        TextTable table = new TextTable("lane", "dataset", "files", "rows", "bytes", "schema");
        for (InspectedOutput.Part part : output.parts()) {
            table.row(
                    part.lane(),
                    part.dataset(),
                    part.files(),
                    part.rows(),
                    part.bytes(),
                    String.join(", ", part.schemaVersions()));
        }
        if (!output.parts().isEmpty()) {
            lines.addAll(table.lines());
            lines.add("");
        }
        if (output.marker() != null) {
            lines.add("How far it is, and whether it is sound:");
            lines.add("  deltabook status " + path);
            lines.add("  deltabook verify " + path);
        }
        return lines;
    }

    private static String what(InspectedOutput output) {
        OutputFolder marker = output.marker();
        if (marker == null) {
            return "holds files that a run has written, which are no input";
        }
        return "is the output of a run over %s, which %s"
                .formatted(Counted.of(marker.lanes().size(), "lane"), end(output.outcome()));
    }

    private static String end(Outcome outcome) {
        if (outcome == null) {
            return "has not been seen to its end";
        }
        return outcome.isComplete() ? "is complete" : "finished, but is not complete";
    }

    static Map<String, Object> json(Path path, InspectedOutput output) {
        Map<String, Object> json = new LinkedHashMap<>();
        OutputFolder marker = output.marker();
        Outcome outcome = output.outcome();
        json.put("folder", marker == null ? null : path.toString());
        json.put("run_id", marker == null ? null : marker.runId());
        json.put("complete", outcome == null ? null : outcome.isComplete());
        List<Map<String, Object>> parts = new ArrayList<>();
        for (InspectedOutput.Part part : output.parts()) {
            Map<String, Object> files = new LinkedHashMap<>();
            files.put("exchange", part.lane().exchange());
            files.put("symbol", part.lane().symbol());
            files.put("dataset", part.dataset());
            files.put("schema_versions", part.schemaVersions());
            files.put("files", part.files());
            files.put("rows", part.rows());
            files.put("bytes", part.bytes());
            parts.add(files);
        }
        json.put("datasets", parts);
        return json;
    }
}
