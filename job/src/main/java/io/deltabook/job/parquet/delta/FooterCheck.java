// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta;

import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.dialect.DeltaColumnBinding;
import io.deltabook.job.parquet.file.ColumnChunks;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Checks the footer's description of the columns to read, so that a run fails when it is planned
 * rather than midway.
 */
final class FooterCheck {
    /** The format defines these codecs, but their libraries are not free or not maintained. */
    private static final Set<CompressionCodecName> MISSING_CODECS =
            EnumSet.of(CompressionCodecName.BROTLI, CompressionCodecName.LZO);

    private final Path path;
    private final DeltaColumnBinding binding;

    FooterCheck(Path path, DeltaColumnBinding binding) {
        this.path = path;
        this.binding = binding;
    }

    void check(List<BlockMetaData> rowGroups) throws BadFileException {
        for (int i = 0; i < rowGroups.size(); i++) {
            for (ColumnDescriptor column : binding.columns()) {
                check(i, rowGroups.get(i), column);
            }
        }
    }

    private void check(int index, BlockMetaData rowGroup, ColumnDescriptor column)
            throws BadFileException {
        String name = ColumnChunks.name(column);
        ColumnChunkMetaData chunk = ColumnChunks.of(rowGroup, column);
        if (chunk == null) {
            throw bad(index, "column " + name + " must be there", "missing");
        }
        if (MISSING_CODECS.contains(chunk.getCodec())) {
            throw bad(
                    index,
                    "column " + name + " must be compressed with a codec other than BROTLI and LZO",
                    chunk.getCodec());
        }
        boolean isListed = column.getMaxRepetitionLevel() > 0;
        long rows = rowGroup.getRowCount();
        if (isListed ? chunk.getValueCount() < rows : chunk.getValueCount() != rows) {
            String max = isListed ? " values or more" : " values";
            throw bad(index, "column " + name + " must have " + rows + max, chunk.getValueCount());
        }
    }

    private BadFileException bad(int rowGroup, String what, Object found) {
        return new BadFileException(
                path, "row group " + rowGroup + ": " + what + ", but was " + found);
    }
}
