// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.write;

import io.deltabook.job.parquet.encode.LevelEncoder;
import io.deltabook.job.parquet.encode.PageBuffers;
import io.deltabook.job.parquet.encode.ValueEncoder;
import java.io.IOException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;

/** The pages of one leaf column of the row group being written. */
final class LeafPages {
    private final ColumnDescriptor column;
    private final ValueEncoder values;
    private PageWriter pages;

    LeafPages(ColumnDescriptor column, ValueEncoder values) {
        this.column = column;
        this.values = values;
    }

    void beginRowGroup(PageWriteStore store) {
        pages = store.getPageWriter(column);
    }

    /** Encodes and compresses the collected rows, at least one, as the next page. */
    void endPage(LevelEncoder levels, PageBuffers buffers) throws IOException {
        buffers.clear();
        levels.encode(buffers);
        int nulls = levels.entries() - values.count();
        Statistics<?> statistics = Statistics.createStats(column.getPrimitiveType());
        statistics.incrementNumNulls(nulls);
        Encoding encoding = Encoding.PLAIN;
        if (values.count() > 0) {
            encoding = values.encode(buffers);
            values.addTo(statistics);
        }
        pages.writePageV2(
                levels.rows(),
                nulls,
                levels.entries(),
                buffers.repetition.view(),
                buffers.definition.view(),
                encoding,
                buffers.values.view(),
                statistics,
                levels.sizes(column, values.textBytes()));
        values.endPage();
    }

    /** Adds the dictionary, after all pages of the row group were written. */
    void endRowGroup(PageBuffers buffers) throws IOException {
        buffers.clear();
        DictionaryPage dictionary = values.dictionary(buffers);
        if (dictionary != null) {
            pages.writeDictionaryPage(dictionary);
        }
        values.endRowGroup();
        pages = null;
    }

    /** Bytes of the pages written and of the uncompressed dictionary. */
    long bytes() {
        return pages.getMemSize() + values.dictionaryBytes();
    }
}
