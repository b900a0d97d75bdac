// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/**
 * What the footer of an events file tells of the file and of its row groups, read at once.
 *
 * @param facts the file
 * @param rowGroups its row groups, in order
 */
public record EventFileIndex(EventFileFacts facts, List<RowGroupFacts> rowGroups) {
    /**
     * Reads the footer of a file.
     *
     * @throws IOException if it is not a complete events file of a supported schema version
     */
    public static EventFileIndex read(Path file) throws IOException {
        ParquetMetadata footer = EventFileFacts.footer(file);
        long unit = EventFileFacts.format(footer.getFileMetaData(), file).timestamps().nanos();
        List<RowGroupFacts> groups = new ArrayList<>();
        for (BlockMetaData block : footer.getBlocks()) {
            groups.add(RowGroupFacts.of(block, unit, file));
        }
        return new EventFileIndex(EventFileFacts.of(footer, file), List.copyOf(groups));
    }
}
