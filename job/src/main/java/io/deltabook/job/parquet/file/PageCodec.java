// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.file;

/** Decompresses pages. */
public interface PageCodec {
    /**
     * Decompresses a page.
     *
     * @param size its decompressed bytes, all of which are written, starting at index 0
     */
    void decompress(byte[] from, int at, int length, byte[] to, int size);
}
