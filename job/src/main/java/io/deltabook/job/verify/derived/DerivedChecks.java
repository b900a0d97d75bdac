// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify.derived;

import io.deltabook.book.ReplayBook;
import io.deltabook.contract.LaneId;
import io.deltabook.job.verify.digest.DerivedDigests;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.Consumer;

/** Checks the quotes and periods of a lane against its events, and digests them. One use. */
public final class DerivedChecks implements Closeable {
    private final DerivedRows rows;
    private final QuoteCheck quotes;
    private final PeriodCheck periods;
    private final Consumer<String> damaged;
    private boolean quotesEnded;
    private boolean periodsEnded;

    /**
     * @param files its files
     * @param rules what is known of its quotes, null if they cannot be checked
     * @param checksPeriods false if its periods cannot be checked
     * @param ofQuotes receives what is wrong with its quotes
     * @param ofPeriods receives what is wrong with its periods
     * @param damaged receives what cannot be read
     */
    public DerivedChecks(
            LaneId lane,
            DerivedFiles files,
            QuoteRules rules,
            boolean checksPeriods,
            Consumer<String> ofQuotes,
            Consumer<String> ofPeriods,
            Consumer<String> damaged) {
        rows = new DerivedRows(lane, files, ofQuotes);
        quotes = new QuoteCheck(rows.quotes(), rules, ofQuotes);
        periods = new PeriodCheck(rows.periods(), checksPeriods, ofPeriods);
        this.damaged = damaged;
    }

    /** Reads rows. */
    private interface Reading {
        void read() throws IOException;
    }

    private void ofQuotes(Reading reading) {
        if (!quotesEnded) {
            try {
                reading.read();
            } catch (IOException e) {
                unreadableQuotes(e);
            }
        }
    }

    private void ofPeriods(Reading reading) {
        if (!periodsEnded) {
            try {
                reading.read();
            } catch (IOException e) {
                unreadablePeriods(e);
            }
        }
    }

    /** Nothing more of the quotes is read or checked. */
    private void unreadableQuotes(IOException e) {
        quotesEnded = true;
        quotes.abandon();
        damaged.accept("quotes must be readable: " + e.getMessage());
    }

    /** Nothing more of the periods is read or checked. */
    private void unreadablePeriods(IOException e) {
        periodsEnded = true;
        periods.abandon();
        damaged.accept("periods must be readable: " + e.getMessage());
    }

    /** Reads the first quote. */
    public void begin() {
        ofQuotes(quotes::begin);
    }

    /** Events are missing. */
    public void interruptAll() {
        periods.interrupt();
        quotes.interrupt();
    }

    /** An event is not usable for a book. */
    public void interruptQuotes() {
        quotes.interrupt();
    }

    /** The next event, which may not be usable for a book. */
    public void period(CheckedEvent event) {
        try {
            periods.row(event);
        } catch (IOException e) {
            unreadablePeriods(e);
        }
    }

    /** The next event that is usable for a book, before it changes that. */
    public void before(CheckedEvent event, ReplayBook book) {
        try {
            quotes.before(event, book);
        } catch (IOException e) {
            unreadableQuotes(e);
        }
    }

    /** The same event, after it has changed the book. */
    public void after(CheckedEvent event, ReplayBook book) {
        try {
            quotes.after(event, book);
        } catch (IOException e) {
            unreadableQuotes(e);
        }
    }

    /** All events were read. */
    public void end(ReplayBook book) {
        ofQuotes(() -> quotes.end(book));
        ofQuotes(rows.quotes()::drain);
        ofPeriods(periods::end);
        ofPeriods(rows.periods()::drain);
    }

    /** The digests; all rows were read. */
    public DerivedDigests digests() {
        return rows.digests();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
