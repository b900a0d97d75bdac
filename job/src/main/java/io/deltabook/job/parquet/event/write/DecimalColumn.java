// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.write;

import io.deltabook.job.parquet.encode.DecimalForm;
import io.deltabook.job.parquet.encode.PageBuffers;
import java.io.IOException;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.schema.MessageType;

/** A column with a price or quantity, or null, per row. */
final class DecimalColumn extends PagedColumn {
    private final NumberLeaf leaf;

    DecimalColumn(MessageType schema, String name) {
        super(name, schema.getColumnDescription(new String[] {name}));
        leaf = new NumberLeaf(schema, name);
    }

    /** Sets the representation of the numbers in the next row group. */
    void begin(DecimalForm form) {
        leaf.begin(form);
    }

    /**
     * Adds rows that have a number, which the caller stores.
     *
     * @return index of the first in {@link #numbers()}
     */
    int add(int rows) {
        levels().addValues(rows);
        return leaf.add(rows);
    }

    /** The numbers of the page; another array after {@link #add}. */
    long[] numbers() {
        return leaf.numbers();
    }

    /** Whether its dictionary is full, so that a new one is better. */
    boolean isUsedUp() {
        return leaf.isUsedUp();
    }

    @Override
    public void beginRowGroup(PageWriteStore store) {
        leaf.beginRowGroup(store);
    }

    @Override
    int count() {
        return leaf.count();
    }

    @Override
    void encodePage(PageBuffers buffers) throws IOException {
        leaf.endPage(levels(), buffers);
    }

    @Override
    void endLeaves(PageBuffers buffers) throws IOException {
        leaf.endRowGroup(buffers);
    }

    @Override
    public long bytes() {
        return leaf.bytes();
    }
}
