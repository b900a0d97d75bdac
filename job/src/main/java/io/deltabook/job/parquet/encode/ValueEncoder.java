// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.encode;

import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;

/** The non-null values of the page being filled, and the dictionary of its column chunk. */
public interface ValueEncoder {
    /** Values of the page so far. */
    int count();

    /** Encodes the page's values, at least one, into {@link PageBuffers#values}. */
    Encoding encode(PageBuffers buffers);

    /** Adds the smallest and the largest value of the page, which has at least one. */
    void addTo(Statistics<?> statistics);

    /** Unencoded bytes of the page's strings; 0 for other types. */
    default long textBytes() {
        return 0;
    }

    /** Clears the page's values, but keeps the dictionary. */
    void endPage();

    /** Bytes of the dictionary that the pages so far refer to. */
    default long dictionaryBytes() {
        return 0;
    }

    /** The dictionary of all pages of the row group, null if no page refers to it. */
    default DictionaryPage dictionary(PageBuffers buffers) {
        return null;
    }

    /** Clears everything before the next row group. */
    void endRowGroup();
}
