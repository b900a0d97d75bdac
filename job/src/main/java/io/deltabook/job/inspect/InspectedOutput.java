// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.inspect;

import io.deltabook.contract.LaneId;
import io.deltabook.job.output.Outcome;
import io.deltabook.job.output.OutputFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of a folder that runs have written.
 *
 * @param marker the run whose output folder it is; null if it is not one itself
 * @param outcome how that run ended; null if it is not known to have ended
 * @param parts what there is of each lane and dataset
 */
public record InspectedOutput(OutputFolder marker, Outcome outcome, List<Part> parts) {
    /**
     * The files of a lane's dataset.
     *
     * @param lane exchange and symbol
     * @param dataset name of the dataset
     * @param schemaVersions versions of their columns
     * @param files number of files
     * @param rows rows of all files
     * @param bytes size of all files
     */
    public record Part(
            LaneId lane,
            String dataset,
            List<String> schemaVersions,
            int files,
            long rows,
            long bytes) {
        private Part with(Part other) {
            List<String> versions = new ArrayList<>(schemaVersions);
            other.schemaVersions.stream()
                    .filter(version -> !versions.contains(version))
                    .forEach(versions::add);
            return new Part(
                    lane,
                    dataset,
                    versions,
                    files + other.files,
                    rows + other.rows,
                    bytes + other.bytes);
        }
    }

    /** Whether a run has claimed a folder; below a file nothing is looked for. */
    static boolean isMarked(Path path) {
        return Files.isDirectory(path) && Files.isRegularFile(path.resolve(OutputFolder.MARKER));
    }

    /** Null if there is neither a marker nor such a file. */
    static InspectedOutput of(Path path, List<InspectedFile> files) throws IOException {
        Map<String, Part> parts = new TreeMap<>();
        for (InspectedFile file : files) {
            OutputFile written = file.written();
            if (written != null) {
                Part part =
                        new Part(
                                written.lane(),
                                written.dataset(),
                                List.of(written.schemaVersion()),
                                1,
                                file.profile().rowGroups().rows(),
                                file.profile().bytes());
                parts.merge(written.lane() + " " + written.dataset(), part, Part::with);
            }
        }
        boolean isMarked = isMarked(path);
        if (!isMarked && parts.isEmpty()) {
            return null;
        }
        return new InspectedOutput(
                isMarked ? OutputFolder.open(path) : null,
                isMarked ? Outcome.read(path) : null,
                List.copyOf(parts.values()));
    }
}
