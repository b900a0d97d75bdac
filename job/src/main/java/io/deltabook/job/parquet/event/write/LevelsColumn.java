// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.write;

import io.deltabook.job.parquet.encode.DecimalForm;
import io.deltabook.job.parquet.encode.PageBuffers;
import io.deltabook.job.parquet.event.EventSchema;
import java.io.IOException;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * The levels of one side of the book snapshots: a list of prices and quantities per row, or null.
 */
final class LevelsColumn extends PagedColumn {
    private final NumberLeaf prices;
    private final NumberLeaf quantities;

    LevelsColumn(MessageType schema, String name) {
        super(name, schema.getColumnDescription(leaf(schema, name, EventSchema.PRICE)));
        prices = new NumberLeaf(schema, leaf(schema, name, EventSchema.PRICE));
        quantities = new NumberLeaf(schema, leaf(schema, name, EventSchema.QUANTITY));
    }

    private static String[] leaf(MessageType schema, String name, String field) {
        Type list = schema.getType(name).asGroupType().getType(0);
        return new String[] {name, list.getName(), list.asGroupType().getFieldName(0), field};
    }

    /** Sets the representation of the numbers in the next row group. */
    void begin(DecimalForm price, DecimalForm quantity) {
        prices.begin(price);
        quantities.begin(quantity);
    }

    /** Adds a row with some levels; the caller adds their numbers to prices and quantities. */
    void addList(int elements) {
        levels().addList(elements);
    }

    NumberLeaf prices() {
        return prices;
    }

    NumberLeaf quantities() {
        return quantities;
    }

    @Override
    int count() {
        return prices.count();
    }

    @Override
    public void beginRowGroup(PageWriteStore store) {
        prices.beginRowGroup(store);
        quantities.beginRowGroup(store);
    }

    @Override
    void encodePage(PageBuffers buffers) throws IOException {
        prices.endPage(levels(), buffers);
        quantities.endPage(levels(), buffers);
    }

    @Override
    void endLeaves(PageBuffers buffers) throws IOException {
        prices.endRowGroup(buffers);
        quantities.endRowGroup(buffers);
    }

    @Override
    public long bytes() {
        return prices.bytes() + quantities.bytes();
    }
}
