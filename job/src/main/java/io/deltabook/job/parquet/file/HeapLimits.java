// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.file;

import org.apache.parquet.io.ParquetDecodingException;

/** Limits on the heap that one file may use: a few damaged bytes may declare pages of gigabytes. */
public final class HeapLimits {
    private static final long HEAP = Runtime.getRuntime().maxMemory();

    /** Maximum bytes of a page. */
    public static final long PAGE = between(16L << 20, HEAP / 16, 1L << 30);

    /** Maximum bytes of all pages that a file's columns hold at a time. */
    public static final long FILE = between(64L << 20, HEAP / 4, 8L << 30);

    /**
     * Maximum bytes of the pages that hold a chunk's byte strings: one ends within the chunk, one
     * starts in it.
     */
    static final long PAGES = 2 * PAGE;

    /** Maximum bytes of a chunk's byte strings that are not stored verbatim in a page. */
    public static final long TEXTS = between(16L << 20, HEAP / 32, 128L << 20);

    /** Maximum entries of a dictionary. */
    static final long ENTRIES = between(1L << 17, HEAP / 1_024, 1L << 28);

    /** Maximum entries of one row's list: each takes some hundred bytes until it is in a book. */
    static final long LIST = between(1L << 14, HEAP / 4_096, 1_000_000);

    private HeapLimits() {}

    private static long between(long min, long share, long max) {
        return Math.max(min, Math.min(share, max));
    }

    public static void requirePage(long bytes) {
        if (bytes > PAGE) {
            throw tooMuch("a page must have at most %d bytes", PAGE, bytes);
        }
    }

    public static void requireFile(long bytes) {
        if (bytes > FILE) {
            throw tooMuch(
                    "the pages read at a time must have at most %d bytes in total", FILE, bytes);
        }
    }

    public static void requirePages(long bytes) {
        if (bytes > PAGES) {
            throw tooMuch(
                    "the pages of a chunk's strings must have at most %d bytes", PAGES, bytes);
        }
    }

    public static void requireTexts(long bytes) {
        if (bytes > TEXTS) {
            throw new ParquetDecodingException(
                    "the strings of a chunk must have at most %s bytes, but have %s"
                            .formatted(TEXTS, bytes));
        }
    }

    public static void requireEntries(int entries) {
        if (entries < 0 || entries > ENTRIES) {
            throw tooMuch("a dictionary must have 0 to %d entries", ENTRIES, entries);
        }
    }

    public static void requireList(long entries) {
        if (entries > LIST) {
            throw tooMuch("the list in a row must have at most %d entries", LIST, entries);
        }
    }

    private static ParquetDecodingException tooMuch(String must, long max, long found) {
        return new ParquetDecodingException(
                (must + " for a heap of %d MB, but has %d; a larger heap allows more")
                        .formatted(max, HEAP >> 20, found));
    }
}
