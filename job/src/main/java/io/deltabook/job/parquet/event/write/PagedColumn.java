// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.write;

import io.deltabook.job.parquet.encode.LevelEncoder;
import io.deltabook.job.parquet.encode.PageBuffers;
import java.io.IOException;
import org.apache.parquet.column.ColumnDescriptor;

/** A column whose leaves share their levels and end their pages together. */
abstract class PagedColumn implements EventColumn {
    private final String name;
    private final LevelEncoder levels;

    /**
     * @param leaf a column that tells the levels
     */
    PagedColumn(String name, ColumnDescriptor leaf) {
        this.name = name;
        levels = new LevelEncoder(leaf);
    }

    final LevelEncoder levels() {
        return levels;
    }

    /** Values of the page so far. */
    abstract int count();

    /** Encodes the page, which has at least one row, but does not end its levels. */
    abstract void encodePage(PageBuffers buffers) throws IOException;

    /** Adds the dictionaries, after the last page. */
    abstract void endLeaves(PageBuffers buffers) throws IOException;

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final void addNulls(int rows) {
        levels.addNulls(rows);
    }

    @Override
    public final void endPage(PageBuffers buffers) throws IOException {
        if (count() > 0) {
            writePage(buffers);
        }
    }

    private void writePage(PageBuffers buffers) throws IOException {
        encodePage(buffers);
        levels.endPage();
    }

    @Override
    public final void endRowGroup(PageBuffers buffers) throws IOException {
        if (levels.rows() > 0) {
            writePage(buffers);
        }
        endLeaves(buffers);
    }
}
