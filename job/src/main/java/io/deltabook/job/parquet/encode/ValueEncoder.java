// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.encode;

import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;

/** The values, without nulls, of the page of a column that is being filled, and its dictionary. */
public interface ValueEncoder {
    /** Values of the page so far. */
    int count();

    /** Encodes the page's values, at least one, into {@link PageBuffers#values}. */
    Encoding encode(PageBuffers buffers);

    /** Adds the smallest and the largest value of the page, which has at least one. */
    void addTo(Statistics<?> statistics);

    /** Bytes of the page's texts as they would be without encoding; 0 for other types. */
    default long textBytes() {
        return 0;
    }

    /** Forgets the page's values, not the dictionary. */
    void endPage();

    /** Bytes of the dictionary that the pages so far refer to. */
    default long dictionaryBytes() {
        return 0;
    }

    /** The dictionary of all pages of the row group, null where no page refers to one. */
    default DictionaryPage dictionary(PageBuffers buffers) {
        return null;
    }

    /** Forgets everything before the next row group. */
    void endRowGroup();
}
