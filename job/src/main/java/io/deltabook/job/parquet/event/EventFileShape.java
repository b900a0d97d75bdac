// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.parquet.hadoop.metadata.BlockMetaData;

/**
 * The physical layout of an events file.
 *
 * @param rowGroups row groups
 * @param encodedBytes bytes of all pages before compression, by which row groups are cut
 * @param codec one of {@link ParquetSettings#CODECS}, or another of Parquet's codecs
 */
public record EventFileShape(int rowGroups, long encodedBytes, String codec) {
    /**
     * Reads the footer of a file.
     *
     * @throws IOException if it is not a complete Parquet file with rows
     */
    public static EventFileShape read(Path file) throws IOException {
        List<BlockMetaData> blocks = EventFileFacts.footer(file).getBlocks();
        if (blocks.isEmpty()) {
            throw new IOException("[%s] must have rows, but has none".formatted(file));
        }
        long bytes = 0;
        for (BlockMetaData block : blocks) {
            bytes += block.getTotalByteSize();
        }
        String codec = blocks.get(0).getColumns().get(0).getCodec().name();
        return new EventFileShape(blocks.size(), bytes, codec.toLowerCase(Locale.ROOT));
    }
}
