// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.file;

/** Decompresses pages. */
public interface PageCodec {
    /**
     * Decompresses a page.
     *
     * @param size its bytes when decompressed, which are all written, from index 0 on
     */
    void decompress(byte[] from, int at, int length, byte[] to, int size);
}
