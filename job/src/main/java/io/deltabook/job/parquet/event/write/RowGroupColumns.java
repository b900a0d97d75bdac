// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.write;

import io.deltabook.contract.DecimalStrategy;
import io.deltabook.contract.Lane;
import io.deltabook.contract.Missing;
import io.deltabook.job.parquet.encode.DecimalForm;
import io.deltabook.job.parquet.encode.LongEncoder;
import io.deltabook.job.parquet.encode.PageBuffers;
import io.deltabook.job.parquet.encode.PooledForm;
import io.deltabook.job.parquet.encode.ScaledForm;
import io.deltabook.job.parquet.encode.ValueEncoder;
import io.deltabook.number.WideDecimals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.schema.MessageType;

/**
 * The columns of the row group being written. Rows are collected in primitive arrays and encoded
 * page by page.
 */
abstract class RowGroupColumns {
    /** Maximum rows of a page, and levels after which a page of book snapshots ends. */
    static final int PAGE_ROWS = 1 << 16;

    /** Rows after which a new row group starts even if the columns take no bytes. */
    private static final long MAX_ROWS = 1 << 24;

    private final MessageType schema;
    private final PageBuffers buffers;
    private final List<EventColumn> all = new ArrayList<>();
    private PooledForm pooled;
    private int rowsOfPage;
    private long rows;

    RowGroupColumns(MessageType schema, PageBuffers buffers) {
        this.schema = schema;
        this.buffers = buffers;
    }

    /** Adds a column to those of the row group; null if the schema does not have it. */
    final <E extends ValueEncoder> FlatColumn<E> flat(String name, E values) {
        if (!schema.containsField(name)) {
            return null;
        }
        FlatColumn<E> column = new FlatColumn<>(schema, name, values);
        all.add(column);
        return column;
    }

    /** Adds a column of prices or quantities. */
    final DecimalColumn decimal(String name) {
        DecimalColumn column = new DecimalColumn(schema, name);
        all.add(column);
        return column;
    }

    /** Adds a column of levels. */
    final LevelsColumn levels(String name) {
        LevelsColumn column = new LevelsColumn(schema, name);
        all.add(column);
        return column;
    }

    /** Starts a row group for a lane's numbers. */
    final void beginRowGroup(PageWriteStore store, Lane lane) {
        pooled = lane.strategy() == DecimalStrategy.DECIMAL128 ? new PooledForm() : null;
        begin(form(lane.priceScale()), form(lane.quantityScale()));
        all.forEach(column -> column.beginRowGroup(store));
        rowsOfPage = 0;
        rows = 0;
    }

    private DecimalForm form(int scale) {
        return pooled != null ? pooled : new ScaledForm(scale);
    }

    /** Sets the representation of the prices and quantities in the next row group. */
    abstract void begin(DecimalForm price, DecimalForm quantity);

    /** Replaces numbers of a batch's pool, if it has one, by those of the row group's. */
    final void adopt(WideDecimals pool, long[] numbers, int at, int count) {
        if (pool != null) {
            pooled.adopt(pool, numbers, at, count);
        }
    }

    /** Adds an id or time, or null if it is {@link Missing#ID}. */
    static void addOrNull(FlatColumn<LongEncoder> column, long value, int count) {
        if (value == Missing.ID) {
            column.addNulls(count);
        } else {
            column.add(count).add(value, count);
        }
    }

    /** Rows that still fit into the page. */
    final int roomOfPage() {
        return PAGE_ROWS - rowsOfPage;
    }

    /** Whether no row was added since the last page ended. */
    final boolean isPageEmpty() {
        return rowsOfPage == 0;
    }

    /** Rows were added to all columns. */
    final void endRows(int count) throws IOException {
        rows += count;
        rowsOfPage += count;
        if (rowsOfPage >= PAGE_ROWS) {
            endPages();
        }
    }

    final void endPage(EventColumn column) throws IOException {
        column.endPage(buffers);
    }

    /** Encodes the collected rows. */
    final void endPages() throws IOException {
        for (EventColumn column : all) {
            column.endPage(buffers);
        }
        rowsOfPage = 0;
    }

    /** Encodes the last pages and the dictionaries. */
    final void endRowGroup() throws IOException {
        for (EventColumn column : all) {
            column.endRowGroup(buffers);
        }
        pooled = null;
    }

    /**
     * Whether the row group has enough rows, or the next page would be better off with new
     * dictionaries: prices and quantities recur among nearby rows, but not from hour to hour.
     */
    final boolean isUsedUp() {
        return isPageEmpty() && (rows >= MAX_ROWS || hasFullDictionary());
    }

    /** Whether the dictionary of a column that most rows have is full. */
    abstract boolean hasFullDictionary();

    /** Rows of the row group. */
    final long rows() {
        return rows;
    }

    /** Bytes of the pages written, the uncompressed dictionaries and the pool. */
    final long bytes() {
        long bytes = pooled == null ? 0 : pooled.bytes();
        for (EventColumn column : all) {
            bytes += column.bytes();
        }
        return bytes;
    }
}
