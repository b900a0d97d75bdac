// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

import java.util.Arrays;

/**
 * An ordered set of ticks as a three-level bitmap: pages of 4,096 ticks, allocated only if not
 * empty, a bit for each word of a page, and a bit for each page. Finding the next tick reads a few
 * words, however far away it is. The window slides and grows with the ticks, up to {@link
 * #MAX_PAGES} pages; ticks further apart are refused.
 *
 * <p>Not thread-safe; allocates only while the window grows.
 */
final class TickSet {
    /** No tick; smaller than any. */
    static final int NONE = Integer.MIN_VALUE;

    /** Maximum pages of the window: 67 million ticks. */
    static final int MAX_PAGES = 1 << 14;

    private static final int PAGE_BITS = 12;
    private static final int WORD_BITS = 6;
    private static final int WORDS = 1 << (PAGE_BITS - WORD_BITS);
    private static final int WORD_MASK = WORDS - 1;
    private static final int FIRST_PAGES = 64;

    private long[][] pages = new long[FIRST_PAGES][];
    private long[] words = new long[FIRST_PAGES];
    private long[] tops = new long[FIRST_PAGES >> WORD_BITS];
    private long[][] spares = new long[8][];
    private int spareCount;
    private int base;
    private boolean placed;

    /**
     * Adds a tick that is not in the set.
     *
     * @return false if the window cannot reach it; then the set is unchanged
     */
    boolean add(int tick) {
        int offset = tick - base;
        if (!placed || offset < 0 || offset >> PAGE_BITS >= pages.length) {
            if (!reach(tick)) {
                return false;
            }
            offset = tick - base;
        }
        int page = offset >> PAGE_BITS;
        long[] bits = pages[page];
        if (bits == null) {
            bits = open(page);
        }
        int word = (offset >> WORD_BITS) & WORD_MASK;
        bits[word] |= 1L << offset;
        words[page] |= 1L << word;
        return true;
    }

    /** Removes a tick that is in the set. */
    void remove(int tick) {
        int offset = tick - base;
        int page = offset >> PAGE_BITS;
        int word = (offset >> WORD_BITS) & WORD_MASK;
        long[] bits = pages[page];
        long left = bits[word] & ~(1L << offset);
        bits[word] = left;
        if (left == 0) {
            long used = words[page] & ~(1L << word);
            words[page] = used;
            if (used == 0) {
                close(page);
            }
        }
    }

    /** The next smaller tick, {@link #NONE} if there is none; the tick itself need not be in it. */
    int below(int tick) {
        int offset = tick - base;
        int page = offset >> PAGE_BITS;
        long[] bits = pages[page];
        if (bits != null) {
            int word = (offset >> WORD_BITS) & WORD_MASK;
            long inWord = bits[word] & ((1L << offset) - 1);
            if (inWord != 0) {
                return tickAt(page, word, highest(inWord));
            }
            long inPage = words[page] & ((1L << word) - 1);
            if (inPage != 0) {
                int next = highest(inPage);
                return tickAt(page, next, highest(bits[next]));
            }
        }
        return lastBefore(page);
    }

    private int lastBefore(int page) {
        int top = page >> WORD_BITS;
        long left = tops[top] & ((1L << page) - 1);
        while (left == 0) {
            if (top == 0) {
                return NONE;
            }
            left = tops[--top];
        }
        return lastOf((top << WORD_BITS) + highest(left));
    }

    /** The smallest tick, {@link #NONE} if the set is empty. */
    int min() {
        for (int top = 0; top < tops.length; top++) {
            if (tops[top] != 0) {
                int page = (top << WORD_BITS) + Long.numberOfTrailingZeros(tops[top]);
                int word = Long.numberOfTrailingZeros(words[page]);
                return tickAt(page, word, Long.numberOfTrailingZeros(pages[page][word]));
            }
        }
        return NONE;
    }

    /** The largest tick, {@link #NONE} if the set is empty. */
    int max() {
        for (int top = tops.length - 1; top >= 0; top--) {
            if (tops[top] != 0) {
                return lastOf((top << WORD_BITS) + highest(tops[top]));
            }
        }
        return NONE;
    }

    private int lastOf(int page) {
        int word = highest(words[page]);
        return tickAt(page, word, highest(pages[page][word]));
    }

    void clear() {
        for (int page = 0; placed && page < pages.length; page++) {
            if (pages[page] != null) {
                Arrays.fill(pages[page], 0);
                words[page] = 0;
                close(page);
            }
        }
        placed = false;
    }

    private static int highest(long bits) {
        return Long.SIZE - 1 - Long.numberOfLeadingZeros(bits);
    }

    private int tickAt(int page, int word, int bit) {
        return base + (page << PAGE_BITS) + (word << WORD_BITS) + bit;
    }

    private long[] open(int page) {
        long[] bits = spareCount > 0 ? spares[--spareCount] : new long[WORDS];
        pages[page] = bits;
        tops[page >> WORD_BITS] |= 1L << page;
        return bits;
    }

    private void close(int page) {
        if (spareCount < spares.length) {
            spares[spareCount++] = pages[page];
        }
        pages[page] = null;
        tops[page >> WORD_BITS] &= ~(1L << page);
    }

    /** Moves and grows the window to include a tick; returns false if it would be too wide. */
    private boolean reach(int tick) {
        int lowest = placed ? min() : NONE;
        if (lowest == NONE) {
            base = aligned(tick - ((long) pages.length << PAGE_BITS) / 2);
            placed = true;
            return true;
        }
        long low = Math.min(lowest, tick) >> PAGE_BITS;
        long high = Math.max(max(), tick) >> PAGE_BITS;
        long needed = high - low + 1;
        if (needed > MAX_PAGES) {
            return false;
        }
        int count = pages.length;
        while (count < MAX_PAGES && count < needed * 2) {
            count *= 2;
        }
        move(count, aligned((low - (count - needed) / 2) << PAGE_BITS));
        return true;
    }

    private static int aligned(long tick) {
        return (int) (tick >> PAGE_BITS << PAGE_BITS);
    }

    private void move(int count, int newBase) {
        long[][] oldPages = pages;
        long[] oldWords = words;
        long moved = ((long) base - newBase) >> PAGE_BITS;
        pages = new long[count][];
        words = new long[count];
        tops = new long[count >> WORD_BITS];
        base = newBase;
        for (int page = 0; page < oldPages.length; page++) {
            if (oldPages[page] != null) {
                int to = (int) (page + moved);
                pages[to] = oldPages[page];
                words[to] = oldWords[page];
                tops[to >> WORD_BITS] |= 1L << to;
            }
        }
    }
}
