// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.export.lane;

import java.io.IOException;
import java.time.LocalDate;

/** A format with a table for changes of the book and one for trades. Used by one thread. */
public abstract class TwoTables<T extends TableFiles> implements LaneFiles {
    protected final T book;
    protected final T trades;

    protected TwoTables(T book, T trades) {
        this.book = book;
        this.trades = trades;
    }

    @Override
    public final void beginDay(LocalDate day) throws IOException {
        book.beginDay(day);
        trades.beginDay(day);
    }

    @Override
    public final void end() throws IOException {
        book.end();
        trades.end();
    }

    @Override
    public final void close() throws IOException {
        book.close();
        trades.close();
    }
}
