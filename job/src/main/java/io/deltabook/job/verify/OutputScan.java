// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import io.deltabook.contract.LaneId;
import io.deltabook.job.output.DataFiles;
import io.deltabook.job.output.OutputFolder;
import io.deltabook.job.output.UnfinishedCompaction;
import io.deltabook.job.parquet.event.EventFileFacts;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.EventSchemaFaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The events files of an output, from their footers. A file whose rows cannot be read becomes a
 * finding and is skipped.
 */
public final class OutputScan {
    private final Path output;
    private final Findings findings;
    private final Map<LaneId, List<EventFile>> lanes = new TreeMap<>();
    private final List<String> unreadable = new ArrayList<>();

    private OutputScan(Path output, Findings findings) {
        this.output = output;
        this.findings = findings;
    }

    /**
     * Reads the footers.
     *
     * @throws NotAnOutputException if the folder is not an output, or files are being replaced in
     *     it
     */
    public static OutputScan of(Path output, Findings findings) throws IOException {
        if (!Files.isDirectory(output)) {
            throw new NotAnOutputException(
                    "[%s] must be the output folder of a run, but is not a folder"
                            .formatted(output));
        }
        if (!Files.exists(output.resolve(OutputFolder.MARKER))
                && !Files.isDirectory(output.resolve(EventSchema.FOLDER))) {
            throw new NotAnOutputException(
                    "[%s] must be the output folder of a run, but has neither %s nor %s"
                            .formatted(output, OutputFolder.MARKER, EventSchema.FOLDER));
        }
        if (UnfinishedCompaction.isIn(output)) {
            throw new NotAnOutputException(UnfinishedCompaction.message(output));
        }
        OutputScan scan = new OutputScan(output, findings);
        for (Path file : DataFiles.below(output.resolve(EventSchema.FOLDER))) {
            scan.file(file);
        }
        return scan;
    }

    private void file(Path file) {
        String relative = DataFiles.pathIn(output, file);
        try {
            EventSchemaFaults schema = EventSchemaFaults.of(file);
            for (String fault : schema.sentences()) {
                findings.file(FindingKind.SCHEMA, relative, "%s", fault);
            }
            if (!schema.isReadable()) {
                unreadable.add(relative);
                return;
            }
            EventFile found = new EventFile(file, relative, EventFileFacts.read(file));
            footer(found);
            lanes.computeIfAbsent(found.facts().lane(), lane -> new ArrayList<>()).add(found);
        } catch (IOException | RuntimeException e) {
            unreadable.add(relative);
            findings.file(FindingKind.DAMAGED, relative, "%s", withoutPath(file, e));
        }
    }

    /** An error's message without the path it starts with. */
    static String withoutPath(Path file, Exception e) {
        String path = "[" + file + "] ";
        String message = String.valueOf(e.getMessage());
        return message.startsWith(path) ? message.substring(path.length()) : message;
    }

    private void footer(EventFile file) {
        long typed = file.facts().rowsOfType().values().stream().mapToLong(Long::longValue).sum();
        if (typed != file.facts().rows()) {
            findings.file(
                    FindingKind.FOOTER,
                    file.relative(),
                    "rows by type in the footer must add up to its %d rows, but add up to %d",
                    file.facts().rows(),
                    typed);
        }
    }

    /** The readable files by lane, ordered by exchange and symbol. */
    public Map<LaneId, List<EventFile>> lanes() {
        return lanes;
    }

    /** Paths of the skipped files. */
    List<String> unreadable() {
        return unreadable;
    }

    /** Rows of all files. */
    public long rows() {
        return lanes.values().stream()
                .flatMap(List::stream)
                .mapToLong(file -> file.facts().rows())
                .sum();
    }
}
