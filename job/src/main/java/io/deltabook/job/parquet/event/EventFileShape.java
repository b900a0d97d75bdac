// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/**
 * The physical layout of an events file.
 *
 * @param rowGroups row groups
 * @param encodedBytes bytes of all pages before compression, by which row groups are cut
 * @param codec one of {@link ParquetSettings#CODECS}, or another of Parquet's codecs
 * @param format its columns
 * @param encodings encodings of its pages
 */
public record EventFileShape(
        int rowGroups,
        long encodedBytes,
        String codec,
        EventFormat format,
        PageEncodings encodings) {
    /**
     * Reads the footer of an events file.
     *
     * @throws IOException if it is not a complete file of a supported schema version with rows
     */
    public static EventFileShape read(Path file) throws IOException {
        return read(file, EventFileFacts::format);
    }

    /**
     * Reads the footer of a quotes file.
     *
     * @throws IOException if it is not a complete file of a supported schema version with rows
     */
    public static EventFileShape ofQuotes(Path file) throws IOException {
        return read(file, QuoteSchema::format);
    }

    /**
     * Reads the footer of a file of another dataset.
     *
     * @param time a column of times
     * @throws IOException if it is not a complete file of a supported schema version with rows
     */
    public static EventFileShape ofDataset(Path file, String time) throws IOException {
        return read(
                file,
                (footer, path) ->
                        new EventFormat(
                                EventFileFacts.schemaVersion(footer.getKeyValueMetaData(), path),
                                TimestampUnit.of(footer.getSchema().getType(time)),
                                false));
    }

    private interface Format {
        EventFormat of(FileMetaData footer, Path file) throws IOException;
    }

    private static EventFileShape read(Path file, Format format) throws IOException {
        ParquetMetadata footer = EventFileFacts.footer(file);
        List<BlockMetaData> blocks = footer.getBlocks();
        if (blocks.isEmpty()) {
            throw new IOException("[%s] must have rows, but has none".formatted(file));
        }
        long bytes = 0;
        for (BlockMetaData block : blocks) {
            bytes += block.getTotalByteSize();
        }
        String codec = blocks.get(0).getColumns().get(0).getCodec().name();
        return new EventFileShape(
                blocks.size(),
                bytes,
                codec.toLowerCase(Locale.ROOT),
                format.of(footer.getFileMetaData(), file),
                isCompact(blocks) ? PageEncodings.COMPACT : PageEncodings.PORTABLE);
    }

    /** Whether a column has an encoding that only compact pages have. */
    private static boolean isCompact(List<BlockMetaData> blocks) {
        return blocks.stream()
                .flatMap(block -> block.getColumns().stream())
                .anyMatch(chunk -> chunk.getEncodings().contains(Encoding.DELTA_BINARY_PACKED));
    }
}
