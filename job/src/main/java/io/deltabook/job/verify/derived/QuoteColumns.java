// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify.derived;

import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.QuoteSchema;
import io.deltabook.job.parquet.event.read.DecimalValues;
import io.deltabook.job.parquet.event.read.FlagValues;
import io.deltabook.job.parquet.event.read.NumberValues;
import io.deltabook.job.parquet.event.read.RowChunk;
import io.deltabook.job.parquet.event.read.WordValues;

/**
 * The columns of a quotes file.
 *
 * @param chunk the chunks that they are of
 * @param numbers prices and quantities in the order of {@link QuoteSchema#NUMBERS}
 */
record QuoteColumns(
        RowChunk chunk,
        NumberValues seq,
        NumberValues nanos,
        NumberValues arrival,
        NumberValues updateId,
        DecimalValues[] numbers,
        WordValues state,
        FlagValues certified) {
    static QuoteColumns of(RowChunk chunk) {
        return new QuoteColumns(
                chunk,
                chunk.number(EventSchema.EVENT_SEQ),
                chunk.number(EventSchema.EVENT_TIMESTAMP),
                chunk.number(EventSchema.ARRIVAL_TIMESTAMP),
                chunk.number(EventSchema.UPDATE_ID),
                QuoteSchema.NUMBERS.stream().map(chunk::decimal).toArray(DecimalValues[]::new),
                chunk.word(EventSchema.BOOK_STATE),
                chunk.flag(QuoteSchema.CERTIFIED));
    }
}
