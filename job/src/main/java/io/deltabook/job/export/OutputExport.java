// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.export;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.LaneId;
import io.deltabook.job.export.lane.ExportCounts;
import io.deltabook.job.export.lane.LaneExport;
import io.deltabook.job.export.lane.LaneFacts;
import io.deltabook.job.export.lane.LaneFiles;
import io.deltabook.job.export.lane.UntrustedRows;
import io.deltabook.job.output.SymbolChoice;
import io.deltabook.job.storage.Folders;
import io.deltabook.job.storage.LaneTasks;
import io.deltabook.job.verify.EventFile;
import io.deltabook.job.verify.Finding;
import io.deltabook.job.verify.Findings;
import io.deltabook.job.verify.LaneRows;
import io.deltabook.job.verify.OutputScan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** Writes the lanes of an output in the files of another program, several lanes at a time. */
public final class OutputExport {
    private final Path output;
    private final Path target;
    private final ExportFormat format;
    private final UntrustedRows untrusted;
    private final Map<LaneId, List<EventFile>> lanes;

    private OutputExport(
            Path output,
            Path target,
            ExportFormat format,
            UntrustedRows untrusted,
            Map<LaneId, List<EventFile>> lanes) {
        this.output = output;
        this.target = target;
        this.format = format;
        this.untrusted = untrusted;
        this.lanes = lanes;
    }

    /**
     * Finds what is to be written.
     *
     * @param target folder that must be empty or absent
     * @param symbols only these, all if there are none
     * @throws BadInputException if the output or the folder cannot be used
     */
    public static OutputExport open(
            Path output,
            Path target,
            ExportFormat format,
            UntrustedRows untrusted,
            Set<String> symbols)
            throws IOException {
        Folders.requireEmpty(target);
        Map<LaneId, List<EventFile>> lanes =
                new SymbolChoice(symbols).of(output, OutputScan.of(output, refusal()).lanes());
        return new OutputExport(output, target, format, untrusted, lanes);
    }

    /** What cannot be read ends the export: files with holes that nobody sees help nobody. */
    private static Findings refusal() {
        return new Findings(1, OutputExport::refuse);
    }

    private static void refuse(Finding finding) {
        throw new BadInputException(finding.line());
    }

    /** Rows of all lanes. */
    public long rows() {
        return lanes.values().stream()
                .flatMap(List::stream)
                .mapToLong(file -> file.facts().rows())
                .sum();
    }

    /** Writes all lanes; the counts are by lane. */
    public Map<LaneId, ExportCounts> run(int threads) throws IOException {
        List<Callable<ExportCounts>> tasks = new ArrayList<>();
        lanes.forEach((lane, files) -> tasks.add(() -> lane(lane, files)));
        List<ExportCounts> results = LaneTasks.run(threads, tasks);
        Map<LaneId, ExportCounts> counts = new TreeMap<>();
        int next = 0;
        for (LaneId lane : lanes.keySet()) {
            counts.put(lane, results.get(next++));
        }
        return counts;
    }

    private ExportCounts lane(LaneId lane, List<EventFile> files) throws IOException {
        ExportCounts counts = new ExportCounts();
        LaneFacts facts = null;
        if (format.needsFacts()) {
            try (LaneRows rows = new LaneRows(lane, files, refusal())) {
                facts = LaneFacts.scan(rows);
            }
        }
        try (LaneRows rows = new LaneRows(lane, files, refusal());
                LaneFiles written = format.files(target, lane, facts, counts)) {
            new LaneExport(rows, written, counts, untrusted).run();
        }
        return counts;
    }

    public Path output() {
        return output;
    }

    public Path target() {
        return target;
    }

    public ExportFormat format() {
        return format;
    }
}
