// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.export.lane;

import io.deltabook.contract.Side;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Receives the rows of one lane in their order and writes them in a format. Called by one thread.
 * Files get their names when they are complete; {@link #close} deletes what is not.
 */
public interface LaneFiles extends Closeable {
    /** All rows from here on, until the next day, belong to the files of this UTC day. */
    void beginDay(LocalDate day) throws IOException;

    /**
     * The book is no longer known.
     *
     * @param held what readers held until now
     */
    void clear(RowStamp at, ExportedBook held) throws IOException;

    /**
     * The book is replaced.
     *
     * @param held what readers held until now
     * @param book the new book, which may be the same
     */
    void snapshot(RowStamp at, ExportedBook held, ExportedBook book) throws IOException;

    /**
     * A level is set.
     *
     * @param held the book before it
     * @param quantity 0 removes the level
     * @param isLast whether the book is consistent after it
     */
    void delta(
            RowStamp at,
            ExportedBook held,
            Side side,
            BigDecimal price,
            BigDecimal quantity,
            boolean isLast)
            throws IOException;

    void trade(ExportedTrade trade) throws IOException;

    /** Completes the files of the last day. */
    void end() throws IOException;
}
