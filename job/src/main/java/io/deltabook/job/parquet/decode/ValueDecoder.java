// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.decode;

import io.deltabook.job.parquet.file.PageBytes;

/**
 * Decodes the values of pages of one encoding; a page's values are asked for in turn.
 *
 * @param <T> receives them: longs or byte strings
 */
interface ValueDecoder<T> {
    /**
     * Starts the values of a page.
     *
     * @param page its bytes, which are not changed
     * @param max maximum number of values in the page
     */
    void begin(PageBytes page, int max);

    /** Reads the next values; throws where the page has fewer. */
    void read(T to, int at, int count);

    /** Skips the next values. */
    void skip(int count);
}
