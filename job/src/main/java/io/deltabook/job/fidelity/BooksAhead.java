// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity;

import io.deltabook.job.fidelity.book.BookTop;
import io.deltabook.job.storage.LaneTasks;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The books of one side of a comparison at the instants of a grid, listed a few hundred instants
 * ahead by a thread of its own, so that both sides are replayed at once. Used by one thread; what
 * its thread wrote, such as a flow, may be read after {@link #close}.
 */
final class BooksAhead implements Closeable {
    /** Instants listed at a time; there are two such blocks, one being listed, one being used. */
    private static final int BLOCK = 256;

    private final OurBooks books;
    private final long step;
    private final long last;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private long next;
    private Block used;
    private Future<Block> listing;
    private int index = BLOCK;

    /** Books of consecutive instants. */
    private static final class Block {
        private final BookTop[] tops = new BookTop[BLOCK];
        private final boolean[] hasBook = new boolean[BLOCK];

        Block(int depth) {
            for (int i = 0; i < BLOCK; i++) {
                tops[i] = new BookTop(depth);
            }
        }
    }

    /**
     * Begins.
     *
     * @param books from here on of its thread alone
     * @param from states before it are passed without telling the flow, epoch ns
     * @param first first instant, epoch ns
     * @param step between two instants, ns
     * @param last no instant is later, epoch ns
     */
    BooksAhead(OurBooks books, int depth, long from, long first, long step, long last) {
        this.books = books;
        this.step = step;
        this.last = last;
        next = first;
        used = new Block(depth);
        Block ahead = new Block(depth);
        listing =
                thread.submit(
                        () -> {
                            books.skipTo(from);
                            return fill(ahead);
                        });
    }

    private Block fill(Block block) throws IOException {
        for (int i = 0; i < BLOCK && next <= last; i++) {
            BookTop top = books.at(next, null);
            block.hasBook[i] = top != null;
            if (top != null) {
                block.tops[i].copy(top);
            }
            next += step;
        }
        return block;
    }

    /**
     * The book of the next instant, valid until the next call; null if there is none. Not to be
     * called for an instant after the last one.
     */
    BookTop next() throws IOException {
        if (index == BLOCK) {
            Block free = used;
            used = LaneTasks.result(listing);
            listing = thread.submit(() -> fill(free));
            index = 0;
        }
        int at = index++;
        return used.hasBook[at] ? used.tops[at] : null;
    }

    @Override
    public void close() {
        LaneTasks.end(thread);
    }
}
