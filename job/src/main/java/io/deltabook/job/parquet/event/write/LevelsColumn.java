// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.write;

import io.deltabook.job.parquet.encode.DecimalForm;
import io.deltabook.job.parquet.encode.LevelEncoder;
import io.deltabook.job.parquet.encode.PageBuffers;
import io.deltabook.job.parquet.event.EventSchema;
import java.io.IOException;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * The levels of one side of the book snapshots: a list of prices and quantities per row, or null.
 */
final class LevelsColumn implements EventColumn {
    private final String name;
    private final LevelEncoder levels;
    private final NumberLeaf prices;
    private final NumberLeaf quantities;

    LevelsColumn(MessageType schema, String name) {
        this.name = name;
        Type list = schema.getType(name).asGroupType().getType(0);
        String element = list.asGroupType().getFieldName(0);
        String[] price = {name, list.getName(), element, EventSchema.PRICE};
        levels = new LevelEncoder(schema.getColumnDescription(price));
        prices = new NumberLeaf(schema, price);
        quantities = new NumberLeaf(schema, name, list.getName(), element, EventSchema.QUANTITY);
    }

    /** Sets the representation of the numbers in the next row group. */
    void begin(DecimalForm price, DecimalForm quantity) {
        prices.begin(price);
        quantities.begin(quantity);
    }

    /** Adds a row with some levels; the caller adds their numbers to prices and quantities. */
    void addList(int elements) {
        levels.addList(elements);
    }

    NumberLeaf prices() {
        return prices;
    }

    NumberLeaf quantities() {
        return quantities;
    }

    /** Levels of the page so far. */
    int count() {
        return prices.count();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void beginRowGroup(PageWriteStore store) {
        prices.beginRowGroup(store);
        quantities.beginRowGroup(store);
    }

    @Override
    public void addNulls(int count) {
        levels.addNulls(count);
    }

    @Override
    public void endPage(PageBuffers buffers) throws IOException {
        if (count() > 0) {
            writePages(buffers);
        }
    }

    private void writePages(PageBuffers buffers) throws IOException {
        prices.endPage(levels, buffers);
        quantities.endPage(levels, buffers);
        levels.endPage();
    }

    @Override
    public void endRowGroup(PageBuffers buffers) throws IOException {
        if (levels.rows() > 0) {
            writePages(buffers);
        }
        prices.endRowGroup(buffers);
        quantities.endRowGroup(buffers);
    }

    @Override
    public long bytes() {
        return prices.bytes() + quantities.bytes();
    }
}
