// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify.derived;

import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.dataset.PeriodDataset;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.QuoteSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The files of a lane that follow from its events, in the order of their rows.
 *
 * @param quotes those of its quotes
 * @param periods those of its periods
 */
public record DerivedFiles(List<DatasetFile> quotes, List<DatasetFile> periods) {
    /**
     * Reads the footers of a lane's files.
     *
     * @throws IOException if one cannot be read; the message names it
     */
    public static DerivedFiles of(Path output, LaneId lane) throws IOException {
        return new DerivedFiles(
                DatasetFile.inOrder(output, QuoteSchema.FOLDER, lane, EventSchema.EVENT_SEQ),
                DatasetFile.inOrder(
                        output, new PeriodDataset().folder(), lane, PeriodDataset.FROM_SEQ));
    }

    /** A lane without such files. */
    public static DerivedFiles none() {
        return new DerivedFiles(List.of(), List.of());
    }
}
