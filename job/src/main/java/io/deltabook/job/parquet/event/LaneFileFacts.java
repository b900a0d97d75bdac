// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event;

import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.FileMetadata;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/**
 * What the footer of any file of an output tells.
 *
 * @param lane exchange and symbol, empty if the footer does not name them
 * @param rows rows
 */
public record LaneFileFacts(LaneId lane, long rows) {
    /**
     * Reads the footer of a file.
     *
     * @throws IOException if it is not a complete Parquet file; the message names it
     */
    public static LaneFileFacts read(Path file) throws IOException {
        ParquetMetadata footer = EventFileFacts.footer(file);
        Map<String, String> metadata = footer.getFileMetaData().getKeyValueMetaData();
        long rows = 0;
        for (BlockMetaData block : footer.getBlocks()) {
            rows += block.getRowCount();
        }
        return new LaneFileFacts(
                new LaneId(
                        metadata.getOrDefault(FileMetadata.EXCHANGE, ""),
                        metadata.getOrDefault(FileMetadata.SYMBOL, "")),
                rows);
    }
}
