// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.contract.Side;
import io.deltabook.job.fidelity.book.BookStates;
import io.deltabook.job.fidelity.book.BookTop;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class BooksAheadTest {
    private static final long STEP = 7;
    private static final long LAST = 10_000;

    /** A state at every third ns, its bid the time; every tenth has no book. */
    private static final class Ticks implements BookStates {
        private final long broken;
        private long nanos = -3;

        Ticks(long broken) {
            this.broken = broken;
        }

        @Override
        public boolean next(long until) throws IOException {
            if (nanos + 3 > until) {
                return false;
            }
            nanos += 3;
            if (nanos >= broken) {
                throw new IOException("[x.parquet] is broken");
            }
            return true;
        }

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public boolean isMessage() {
            return true;
        }

        @Override
        public boolean hasBook() {
            return nanos % 10 != 0;
        }

        @Override
        public void list(BookTop to) {
            to.clear();
            to.add(Side.BID, nanos, 1);
        }

        @Override
        public void close() {}
    }

    private static OurBooks books(long broken) {
        return new OurBooks(new Ticks(broken), 1, 0, null);
    }

    @Test
    void givesTheBooksThatTheReplayGives() throws IOException {
        OurBooks obvious = books(Long.MAX_VALUE);
        obvious.skipTo(100);
        try (BooksAhead ahead = new BooksAhead(books(Long.MAX_VALUE), 1, 100, 105, STEP, LAST)) {
            for (long at = 105; at <= LAST; at += STEP) {
                BookTop expected = obvious.at(at, null);
                BookTop found = ahead.next();
                assertThat(found == null).isEqualTo(expected == null);
                if (expected != null) {
                    assertThat(found.price(Side.BID, 0)).isEqualTo(expected.price(Side.BID, 0));
                }
            }
        }
    }

    @Test
    void aFailureOfTheOtherThreadIsThrownWhereItsBooksAreUsed() {
        try (BooksAhead ahead = new BooksAhead(books(5_000), 1, 0, 0, STEP, LAST)) {
            assertThatThrownBy(
                            () -> {
                                for (long at = 0; at <= LAST; at += STEP) {
                                    ahead.next();
                                }
                            })
                    .isInstanceOf(IOException.class)
                    .hasMessage("[x.parquet] is broken");
        }
    }
}
