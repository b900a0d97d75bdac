// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dataset;

import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.QuoteSchema;
import io.deltabook.job.parquet.event.TimestampUnit;
import io.deltabook.job.parquet.event.read.ChunkReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.schema.MessageType;

/** The columns of the datasets that follow from the events, in the variant that a file has. */
public final class DerivedColumns {
    /** The columns of a quotes file. */
    public static final ChunkReader.Columns QUOTES = DerivedColumns::ofQuotes;

    /** The columns of a periods file. */
    public static final ChunkReader.Columns PERIODS = DerivedColumns::ofPeriods;

    private DerivedColumns() {}

    private static MessageType ofQuotes(FileMetaData footer) {
        return QuoteSchema.message(QuoteSchema.format(EventSchema.VERSION, footer.getSchema()));
    }

    private static MessageType ofPeriods(FileMetaData footer) {
        MessageType schema = footer.getSchema();
        boolean isKnown = schema.containsField(PeriodDataset.FROM_TIME);
        return new PeriodDataset()
                .columns()
                .schema(
                        isKnown
                                ? TimestampUnit.of(schema.getType(PeriodDataset.FROM_TIME))
                                : TimestampUnit.NANOS);
    }
}
