// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.testing;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.delta.ParquetDeltaReader;
import io.deltabook.job.parquet.delta.RowOwners;
import io.deltabook.job.parquet.delta.UnlistedLanes;
import io.deltabook.job.parquet.dialect.DeltaDialect;
import io.deltabook.job.parquet.dialect.TableFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads whole delta files in tests. */
public final class DeltaReads {
    /** Nothing in the path, an exchange by option. */
    public static final RowOwners BY_COLUMN = new RowOwners(null, null, "UNKNOWN", null);

    private DeltaReads() {}

    public static List<DeltaBatch> all(Path path, Lane... lanes) throws IOException {
        return from(path, 0, lanes);
    }

    public static List<DeltaBatch> from(Path path, long row, Lane... lanes) throws IOException {
        return read(path, BY_COLUMN, UnlistedLanes.REFUSE, row, lanes);
    }

    public static List<DeltaBatch> read(
            Path path, RowOwners owners, UnlistedLanes unlisted, long row, Lane... lanes)
            throws IOException {
        return drain(
                ParquetDeltaReader.open(
                        path,
                        TableFormat.of(DeltaDialect.NATIVE),
                        owners,
                        List.of(lanes),
                        unlisted,
                        row));
    }

    /** The trades or books of a lane in a file of its own. */
    public static List<DeltaBatch> table(Path path, InputTable table, TableFormat format, Lane lane)
            throws IOException {
        LaneId id = lane.id();
        RowOwners owners = new RowOwners(id.exchange(), id.symbol(), "UNKNOWN", null);
        return drain(ParquetDeltaReader.open(path, table, format, owners, List.of(lane)));
    }

    /** All that a reader has not read yet; closes it. */
    public static List<DeltaBatch> drain(ParquetDeltaReader reader) throws IOException {
        List<DeltaBatch> batches = new ArrayList<>();
        try (reader) {
            for (List<DeltaBatch> chunk = reader.readChunk();
                    chunk != null;
                    chunk = reader.readChunk()) {
                batches.addAll(chunk);
            }
        }
        return batches;
    }
}
