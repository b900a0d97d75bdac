// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.replay;

import io.deltabook.job.parquet.event.EventFileFacts;
import io.deltabook.job.parquet.event.EventFileIndex;
import io.deltabook.job.parquet.event.RowGroupFacts;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * A committed events file of an output whose footer was read.
 *
 * @param path its location
 * @param index content of its footer
 */
public record IndexedFile(Path path, EventFileIndex index) {
    /** The order of a lane's files. */
    static final Comparator<IndexedFile> ORDER =
            Comparator.comparingLong((IndexedFile file) -> file.facts().firstSeq())
                    .thenComparing(IndexedFile::path);

    public EventFileFacts facts() {
        return index.facts();
    }

    public List<RowGroupFacts> rowGroups() {
        return index.rowGroups();
    }
}
