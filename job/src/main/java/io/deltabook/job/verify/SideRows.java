// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import io.deltabook.contract.HivePath;
import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.LaneId;
import io.deltabook.job.output.DataFiles;
import io.deltabook.job.parquet.dataset.DatasetRow;
import io.deltabook.job.parquet.dataset.IncidentDataset;
import io.deltabook.job.parquet.dataset.ParquetRows;
import io.deltabook.job.parquet.dataset.PeriodDataset;
import io.deltabook.job.parquet.dataset.RejectDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Counts of rejects, incidents and periods by lane, of the first two by table or kind. */
final class SideRows {
    private static final String DELTAS = "deltas";

    private final Map<LaneId, Counts> lanes = new TreeMap<>();

    /** The counts of one lane. */
    public static final class Counts {
        private final Map<String, Long> rejects = new HashMap<>();
        private final Map<String, Long> incidents = new HashMap<>();
        private long periods;

        /** Rejected rows of a table. */
        long rejects(String table) {
            return rejects.getOrDefault(table, 0L);
        }

        /** Incidents of a kind. */
        long incidents(String kind) {
            return incidents.getOrDefault(kind, 0L);
        }

        /** Incidents of every kind. */
        long incidents() {
            return incidents.values().stream().mapToLong(Long::longValue).sum();
        }

        /** Number of periods. */
        long periods() {
            return periods;
        }

        /** Whether the horizon may have shrunk without an event that shows it. */
        boolean mayForget() {
            return rejects(DELTAS) > 0 || incidents(IncidentKind.BAD_FILE.name()) > 0;
        }
    }

    private SideRows() {}

    /** Reads the small datasets of an output; an unreadable file becomes a finding. */
    static SideRows read(Path output, Findings findings) throws IOException {
        SideRows rows = new SideRows();
        rows.read(output, new RejectDataset().folder(), SideRows::reject, findings);
        rows.read(output, new IncidentDataset().folder(), SideRows::incident, findings);
        rows.read(output, new PeriodDataset().folder(), SideRows::period, findings);
        return rows;
    }

    private static void reject(Counts counts, DatasetRow row) {
        counts.rejects.merge(row.text(RejectDataset.TABLE), 1L, Long::sum);
    }

    private static void incident(Counts counts, DatasetRow row) {
        counts.incidents.merge(row.text(IncidentDataset.KIND), 1L, Long::sum);
    }

    private static void period(Counts counts, DatasetRow row) {
        counts.periods++;
    }

    private void read(
            Path output, String folder, BiConsumer<Counts, DatasetRow> count, Findings findings)
            throws IOException {
        for (Path file : DataFiles.below(output.resolve(folder))) {
            String relative = DataFiles.pathIn(output, file);
            try {
                LaneId lane = ParquetRows.lane(file);
                String expected = folder + '/' + HivePath.of(lane);
                if (!EventFile.folder(relative).equals(expected)) {
                    findings.file(
                            FindingKind.FOOTER,
                            relative,
                            "must be in %s according to the lane in its footer, but is not",
                            expected);
                }
                Counts counts = of(lane);
                ParquetRows.forEach(file, row -> count.accept(counts, row));
            } catch (IOException e) {
                findings.file(
                        FindingKind.DAMAGED, relative, "must be readable: %s", e.getMessage());
            }
        }
    }

    /** The counts of one lane, all 0 if it has no rows. */
    Counts of(LaneId lane) {
        return lanes.computeIfAbsent(lane, id -> new Counts());
    }
}
