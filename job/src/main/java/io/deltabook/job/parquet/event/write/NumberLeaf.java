// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.write;

import io.deltabook.job.parquet.encode.DecimalEncoder;
import io.deltabook.job.parquet.encode.DecimalForm;
import io.deltabook.job.parquet.encode.DoubleForm;
import io.deltabook.job.parquet.encode.LevelEncoder;
import io.deltabook.job.parquet.encode.PageBuffers;
import io.deltabook.job.parquet.event.EventSchema;
import java.io.IOException;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.schema.MessageType;

/** The numbers of a leaf column of prices or quantities, and its DOUBLE twin if there is one. */
final class NumberLeaf {
    private final DecimalEncoder numbers = new DecimalEncoder();
    private final LeafPages pages;
    private final DecimalEncoder twin = new DecimalEncoder();

    /** Null without a twin. */
    private final LeafPages twinPages;

    /**
     * @param path path of the column; its twin has the name that {@link EventSchema#twin} tells
     */
    NumberLeaf(MessageType schema, String... path) {
        pages = new LeafPages(schema.getColumnDescription(path), numbers);
        String[] ofTwin = path.clone();
        ofTwin[path.length - 1] = EventSchema.twin(path[path.length - 1]);
        twinPages =
                schema.containsPath(ofTwin)
                        ? new LeafPages(schema.getColumnDescription(ofTwin), twin)
                        : null;
    }

    /** Sets the representation of the numbers in the next row group. */
    void begin(DecimalForm form) {
        numbers.begin(form);
        twin.begin(new DoubleForm(form));
    }

    void beginRowGroup(PageWriteStore store) {
        pages.beginRowGroup(store);
        if (twinPages != null) {
            twinPages.beginRowGroup(store);
        }
    }

    /**
     * Makes room for more numbers in the page.
     *
     * @return their index in {@link #numbers()}
     */
    int add(int count) {
        return numbers.add(count);
    }

    /** The numbers of the page; another array after {@link #add}. */
    long[] numbers() {
        return numbers.numbers();
    }

    /** Numbers of the page so far. */
    int count() {
        return numbers.count();
    }

    /** Whether its dictionary is full, so that a new one is better. */
    boolean isUsedUp() {
        return numbers.isUsedUp();
    }

    /** Encodes the page, which has at least one row. */
    void endPage(LevelEncoder levels, PageBuffers buffers) throws IOException {
        if (twinPages != null) {
            int at = twin.add(count());
            System.arraycopy(numbers(), 0, twin.numbers(), at, count());
            twinPages.endPage(levels, buffers);
        }
        pages.endPage(levels, buffers);
    }

    /** Adds the dictionaries, after the last page. */
    void endRowGroup(PageBuffers buffers) throws IOException {
        pages.endRowGroup(buffers);
        if (twinPages != null) {
            twinPages.endRowGroup(buffers);
        }
    }

    /** Bytes of the pages so far and of the uncompressed dictionaries. */
    long bytes() {
        return pages.bytes() + (twinPages == null ? 0 : twinPages.bytes());
    }
}
