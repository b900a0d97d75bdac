// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.join;

import io.deltabook.contract.BookState;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.Missing;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.dataset.DatasetWriter;
import io.deltabook.job.parquet.dataset.PeriodDataset;
import io.deltabook.job.parquet.event.ParquetSettings;
import io.deltabook.job.parquet.event.read.ChunkReader;
import io.deltabook.job.parquet.event.read.RowChunk;
import io.deltabook.statistics.Period;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** Joins periods files of one lane into one by decoding and re-encoding their rows. */
public final class PeriodFileRewrite {
    private PeriodFileRewrite() {}

    /**
     * Writes all rows of some files, in the given order, as one file. The caller must check that
     * they are the same, by the {@link FileContent} of the result.
     *
     * @param parts files of one lane, ascending by from_seq
     * @param settings how the new file is written; the unit of times must be that of the parts
     * @param out receives the file; not closed
     */
    public static void write(
            List<Path> parts, LaneId lane, ParquetSettings settings, OutputStream out)
            throws IOException {
        PeriodDataset dataset = new PeriodDataset();
        DatasetWriter<Period> writer = new DatasetWriter<>(dataset, out, settings);
        for (Path part : parts) {
            ChunkReader.Columns columns =
                    footer -> dataset.columns().schema(settings.format().timestamps());
            try (ChunkReader reader = ChunkReader.open(part, columns)) {
                while (reader.next()) {
                    for (int row = 0; row < reader.chunk().size(); row++) {
                        writer.write(period(part, lane, reader.chunk(), row));
                    }
                }
            }
        }
        writer.finish();
    }

    private static Period period(Path part, LaneId lane, RowChunk chunk, int row)
            throws BadFileException {
        try {
            return new Period(
                    lane,
                    chunk.number(PeriodDataset.FROM_SEQ).value(row),
                    chunk.number(PeriodDataset.TO_SEQ).value(row),
                    chunk.number(PeriodDataset.FROM_TIME).valueOr(row, Missing.TIME),
                    chunk.number(PeriodDataset.TO_TIME).valueOr(row, Missing.TIME),
                    BookState.valueOf(chunk.word(PeriodDataset.BOOK_STATE).text(row)),
                    chunk.word(PeriodDataset.CAUSE).value(row),
                    chunk.number(PeriodDataset.MESSAGES).value(row),
                    chunk.number(PeriodDataset.GAPS).value(row));
        } catch (IllegalArgumentException e) {
            throw new BadFileException(
                    part, "rows must be periods, but are not: " + e.getMessage(), e);
        }
    }
}
