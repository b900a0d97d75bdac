// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.profile;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.delta.ParquetDeltaReader;
import io.deltabook.job.parquet.delta.RowOwners;
import io.deltabook.job.parquet.dialect.TableFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads the first rows of some of the lanes' files, for decisions based on a sample. */
public final class LaneSample {
    /** Maximum rows of a lane in a sample. */
    public static final int MAX_ROWS = 100_000;

    /** Rows of a file, per lane, after which only lanes without any rows so far get more. */
    private static final long LONGEST_SEARCH = 4L * MAX_ROWS;

    private LaneSample() {}

    /** The first, the middle and the last of a lane's files, or all if there are fewer. */
    public static <F> List<F> files(List<F> files) {
        int count = files.size();
        return count <= 3
                ? List.copyOf(files)
                : List.of(files.get(0), files.get(count / 2), files.get(count - 1));
    }

    /**
     * Passes on the first rows of a file in batches of one lane, until no lane needs more or the
     * file ends. If lanes share a long file, those with few rows in it may get fewer than they
     * need, but never none.
     *
     * @param table the table that it holds
     * @param format how its columns are read
     * @param lanes rows of other lanes are skipped; the lane decides how a batch represents its
     *     numbers
     * @param batches accepts a batch and tells whether its lane needs more
     * @throws BadFileException if the file is damaged; the batches before the damage were passed on
     */
    public static void read(
            Path path,
            InputTable table,
            TableFormat format,
            RowOwners owners,
            List<Lane> lanes,
            Predicate<DeltaBatch> batches)
            throws IOException {
        Set<LaneId> unseen = lanes.stream().map(Lane::id).collect(Collectors.toSet());
        Set<LaneId> wanting = new HashSet<>(unseen);
        long max = LONGEST_SEARCH * lanes.size();
        try (ParquetDeltaReader reader =
                ParquetDeltaReader.open(path, table, format, owners, lanes)) {
            List<DeltaBatch> chunk = reader.readChunk();
            while (chunk != null) {
                for (DeltaBatch batch : chunk) {
                    LaneId lane = batch.lane().id();
                    unseen.remove(lane);
                    if (wanting.contains(lane) && !batches.test(batch)) {
                        wanting.remove(lane);
                    }
                }
                boolean isOver = wanting.isEmpty() || unseen.isEmpty() && reader.position() >= max;
                chunk = isOver ? null : reader.readChunk();
            }
        }
    }
}
