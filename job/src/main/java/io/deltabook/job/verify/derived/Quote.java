// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify.derived;

import io.deltabook.book.BookSide;
import io.deltabook.book.ReplayBook;
import io.deltabook.contract.BookState;
import io.deltabook.contract.Missing;
import io.deltabook.contract.Side;
import io.deltabook.job.parquet.event.QuoteSchema;
import io.deltabook.job.parquet.event.read.DecimalValues;
import java.util.Arrays;
import java.util.List;

/** A row of the quotes, copied from a file; reused for others. */
final class Quote {
    private static final List<String> NUMBERS = QuoteSchema.NUMBERS;

    long seq;
    long nanos;
    long arrival;
    long id;
    String state;
    boolean certified;
    private final boolean[] has = new boolean[NUMBERS.size()];
    private final long[] high = new long[NUMBERS.size()];
    private final long[] low = new long[NUMBERS.size()];

    /** The numbers as the book has them, and the numbering that they belong to. */
    private final long[] inBook = new long[NUMBERS.size()];

    private long numbering;

    void set(QuoteColumns columns, int row) {
        seq = columns.seq().valueOr(row, Missing.ID);
        nanos = columns.nanos().valueOr(row, Missing.TIME);
        arrival = columns.arrival().valueOr(row, Missing.TIME);
        id = columns.updateId().valueOr(row, Missing.ID);
        state = columns.state().text(row);
        certified = !columns.certified().isNull(row) && columns.certified().value(row);
        for (int i = 0; i < has.length; i++) {
            DecimalValues column = columns.numbers()[i];
            has[i] = !column.isNull(row);
            high[i] = has[i] ? column.high(row) : 0;
            low[i] = has[i] ? column.low(row) : 0;
        }
        numbering = -1;
    }

    /** Whether it says that there is no book. */
    boolean isNone() {
        return BookState.WAITING.name().equals(state);
    }

    /** Whether it has no levels. */
    boolean isEmpty() {
        return !has[0] && !has[1] && !has[2] && !has[3];
    }

    /** Whether it says the same of the book as another. */
    boolean isLike(Quote other) {
        return state.equals(other.state)
                && certified == other.certified
                && Arrays.equals(has, other.has)
                && Arrays.equals(high, other.high)
                && Arrays.equals(low, other.low);
    }

    /** The column that differs from the best level of a replayed side, null if none does. */
    String differing(ReplayBook book, Side side) {
        if (numbering != book.numberings()) {
            toBook(book);
        }
        BookSide levels = book.levels(side);
        int price = side == Side.BID ? 0 : 2;
        boolean isEmpty = levels.isEmpty();
        if (has[price] == isEmpty || !isEmpty && inBook[price] != levels.bestPrice()) {
            return NUMBERS.get(price);
        }
        boolean isSame =
                has[price + 1] != isEmpty
                        && (isEmpty || inBook[price + 1] == levels.bestQuantity());
        return isSame ? null : NUMBERS.get(price + 1);
    }

    private void toBook(ReplayBook book) {
        for (int i = 0; i < has.length; i += 2) {
            book.fit(high[i], low[i], high[i + 1], low[i + 1]);
        }
        for (int i = 0; i < has.length; i += 2) {
            inBook[i] = book.price(high[i], low[i]);
            inBook[i + 1] = book.quantity(high[i + 1], low[i + 1]);
        }
        numbering = book.numberings();
    }

    /** The text of a number's column. */
    String text(String column) {
        int i = NUMBERS.indexOf(column);
        return has[i] ? DecimalValues.text(high[i], low[i]) : "null";
    }

    /** The text of what a replayed side has in a number's column. */
    static String text(ReplayBook book, Side side, String column) {
        BookSide levels = book.levels(side);
        if (levels.isEmpty()) {
            return "null";
        }
        boolean isPrice = NUMBERS.indexOf(column) % 2 == 0;
        return (isPrice
                        ? book.priceValue(levels.bestPrice())
                        : book.quantityValue(levels.bestQuantity()))
                .stripTrailingZeros()
                .toPlainString();
    }
}
