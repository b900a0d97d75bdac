// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.write;

import io.deltabook.job.parquet.encode.LevelEncoder;
import io.deltabook.job.parquet.encode.PageBuffers;
import io.deltabook.job.parquet.encode.ValueEncoder;
import java.io.IOException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.schema.MessageType;

/**
 * A column with one value or null per row.
 *
 * @param <E> encoder of the values
 */
final class FlatColumn<E extends ValueEncoder> implements EventColumn {
    private final String name;
    private final E values;
    private final LevelEncoder levels;
    private final LeafPages pages;

    FlatColumn(MessageType schema, String name, E values) {
        ColumnDescriptor column = schema.getColumnDescription(new String[] {name});
        this.name = name;
        this.values = values;
        levels = new LevelEncoder(column);
        pages = new LeafPages(column, values);
    }

    /** Adds rows that have a value, and returns the encoder for their values. */
    E add(int rows) {
        levels.addValues(rows);
        return values;
    }

    E values() {
        return values;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void beginRowGroup(PageWriteStore store) {
        pages.beginRowGroup(store);
    }

    @Override
    public void addNulls(int count) {
        levels.addNulls(count);
    }

    @Override
    public void endPage(PageBuffers buffers) throws IOException {
        if (values.count() > 0) {
            writePage(buffers);
        }
    }

    private void writePage(PageBuffers buffers) throws IOException {
        pages.endPage(levels, buffers);
        levels.endPage();
    }

    @Override
    public void endRowGroup(PageBuffers buffers) throws IOException {
        if (levels.rows() > 0) {
            writePage(buffers);
        }
        pages.endRowGroup(buffers);
    }

    @Override
    public long bytes() {
        return pages.bytes();
    }
}
