// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.write;

import io.deltabook.job.parquet.encode.PageBuffers;
import io.deltabook.job.parquet.encode.ValueEncoder;
import java.io.IOException;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.schema.MessageType;

/**
 * A column with one value or null per row.
 *
 * @param <E> encoder of the values
 */
final class FlatColumn<E extends ValueEncoder> extends PagedColumn {
    private final E values;
    private final LeafPages pages;

    FlatColumn(MessageType schema, String name, E values) {
        super(name, schema.getColumnDescription(new String[] {name}));
        this.values = values;
        pages = new LeafPages(schema.getColumnDescription(new String[] {name}), values);
    }

    /** Adds rows that have a value, and returns the encoder for their values. */
    E add(int rows) {
        levels().addValues(rows);
        return values;
    }

    E values() {
        return values;
    }

    @Override
    public void beginRowGroup(PageWriteStore store) {
        pages.beginRowGroup(store);
    }

    @Override
    int count() {
        return values.count();
    }

    @Override
    void encodePage(PageBuffers buffers) throws IOException {
        pages.endPage(levels(), buffers);
    }

    @Override
    void endLeaves(PageBuffers buffers) throws IOException {
        pages.endRowGroup(buffers);
    }

    @Override
    public long bytes() {
        return pages.bytes();
    }
}
