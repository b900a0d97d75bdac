// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.write;

import io.deltabook.job.parquet.encode.DecimalEncoder;
import io.deltabook.job.parquet.encode.LevelEncoder;
import io.deltabook.job.parquet.encode.PageBuffers;
import io.deltabook.job.parquet.event.EventSchema;
import java.io.IOException;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;

/**
 * The levels of one side of the book snapshots: a list of prices and quantities per row, or null.
 */
final class LevelsColumn implements EventColumn {
    private final String name;
    private final DecimalEncoder prices = new DecimalEncoder();
    private final DecimalEncoder quantities = new DecimalEncoder();
    private final LevelEncoder levels;
    private final LeafPages pricePages;
    private final LeafPages quantityPages;

    LevelsColumn(String name) {
        this.name = name;
        GroupType side = EventSchema.MESSAGE.getType(name).asGroupType();
        Type list = side.getType(0);
        String[] price = {
            name, list.getName(), list.asGroupType().getFieldName(0), EventSchema.PRICE
        };
        String[] quantity = price.clone();
        quantity[quantity.length - 1] = EventSchema.QUANTITY;
        levels = new LevelEncoder(EventSchema.MESSAGE.getColumnDescription(price));
        pricePages = new LeafPages(EventSchema.MESSAGE.getColumnDescription(price), prices);
        quantityPages =
                new LeafPages(EventSchema.MESSAGE.getColumnDescription(quantity), quantities);
    }

    DecimalEncoder prices() {
        return prices;
    }

    DecimalEncoder quantities() {
        return quantities;
    }

    /** Adds a row with some levels; the caller adds their prices and quantities to the encoders. */
    void addList(int elements) {
        levels.addList(elements);
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
        pricePages.beginRowGroup(store);
        quantityPages.beginRowGroup(store);
    }

    @Override
    public void addNulls(int count) {
        levels.addNulls(count);
    }

    @Override
    public void endPage(PageBuffers buffers) throws IOException {
        if (prices.count() > 0) {
            writePages(buffers);
        }
    }

    private void writePages(PageBuffers buffers) throws IOException {
        pricePages.endPage(levels, buffers);
        quantityPages.endPage(levels, buffers);
        levels.endPage();
    }

    @Override
    public void endRowGroup(PageBuffers buffers) throws IOException {
        if (levels.rows() > 0) {
            writePages(buffers);
        }
        pricePages.endRowGroup(buffers);
        quantityPages.endRowGroup(buffers);
    }

    @Override
    public long bytes() {
        return pricePages.bytes() + quantityPages.bytes();
    }
}
