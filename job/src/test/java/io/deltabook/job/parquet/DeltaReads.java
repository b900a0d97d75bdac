// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.Lane;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads whole delta files in tests. */
final class DeltaReads {
    /** Nothing in the path, an exchange by option. */
    static final RowOwners BY_COLUMN = new RowOwners(null, null, "UNKNOWN", null);

    private DeltaReads() {}

    static List<DeltaBatch> all(Path path, Lane... lanes) throws IOException {
        return from(path, 0, lanes);
    }

    static List<DeltaBatch> from(Path path, long row, Lane... lanes) throws IOException {
        return read(path, BY_COLUMN, UnlistedLanes.REFUSE, row, lanes);
    }

    static List<DeltaBatch> read(
            Path path, RowOwners owners, UnlistedLanes unlisted, long row, Lane... lanes)
            throws IOException {
        List<DeltaBatch> batches = new ArrayList<>();
        try (ParquetDeltaReader reader =
                ParquetDeltaReader.open(
                        path,
                        TableFormat.of(DeltaDialect.NATIVE),
                        owners,
                        List.of(lanes),
                        unlisted,
                        row)) {
            for (List<DeltaBatch> chunk = reader.readChunk();
                    chunk != null;
                    chunk = reader.readChunk()) {
                batches.addAll(chunk);
            }
        }
        return batches;
    }
}
