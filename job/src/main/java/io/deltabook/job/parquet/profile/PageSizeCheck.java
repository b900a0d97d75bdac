// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.profile;

import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.decode.PageSizes;
import io.deltabook.job.parquet.delta.DeltaFile;
import io.deltabook.job.parquet.file.ColumnChunks;
import io.deltabook.job.parquet.file.ParquetFailures;
import java.io.IOException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * Checks at planning time that the heap can hold the pages of a file, which would otherwise stop
 * the run midway.
 */
final class PageSizeCheck {
    private final DeltaFile file;

    PageSizeCheck(DeltaFile file) {
        this.file = file;
    }

    /**
     * Reads the footer, and the page headers if the footer does not rule out large pages.
     *
     * @throws BadFileException if a page, a dictionary or the pages of all columns are too large
     */
    void check() throws IOException {
        if (!mayBeTooLarge()) {
            return;
        }
        PageSizes sizes = new PageSizes(file.pages());
        long held = 0;
        int last = 0;
        for (ColumnDescriptor column : file.binding().columns()) {
            long largest = 0;
            for (int i = 0; i < file.rowGroups().size(); i++) {
                long size = held(sizes, i, column);
                last = size > largest ? i : last;
                largest = Math.max(largest, size);
            }
            held += largest;
        }
        try {
            PageSizes.requireFile(held);
        } catch (ParquetDecodingException e) {
            throw ParquetFailures.of(file.path(), "row group " + last, e);
        }
    }

    private boolean mayBeTooLarge() {
        long held = 0;
        boolean mayBe = false;
        for (ColumnDescriptor column : file.binding().columns()) {
            long largest = 0;
            for (BlockMetaData rowGroup : file.rowGroups()) {
                ColumnChunkMetaData chunk = ColumnChunks.of(rowGroup, column);
                largest = Math.max(largest, PageSizes.maxHeld(chunk));
                mayBe |= PageSizes.mayHaveLargePage(chunk);
            }
            held += largest;
        }
        return mayBe || PageSizes.isTooMuch(held);
    }

    private long held(PageSizes sizes, int rowGroup, ColumnDescriptor column) throws IOException {
        ColumnChunkMetaData chunk = ColumnChunks.of(file.rowGroups().get(rowGroup), column);
        try {
            return sizes.held(chunk);
        } catch (IOException | RuntimeException e) {
            throw ParquetFailures.of(
                    file.path(),
                    "row group " + rowGroup,
                    new ParquetDecodingException("column " + ColumnChunks.name(column), e));
        }
    }
}
