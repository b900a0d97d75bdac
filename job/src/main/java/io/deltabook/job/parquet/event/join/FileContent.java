// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.join;

import io.deltabook.contract.DecimalStrategy;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.LaneSnapshots;
import io.deltabook.contract.SequenceMode;
import io.deltabook.job.parquet.dataset.DerivedColumns;
import io.deltabook.job.parquet.event.EventFileFacts;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.QuoteSchema;
import io.deltabook.job.parquet.event.read.ChunkReader;
import io.deltabook.job.parquet.event.read.DecimalValues;
import io.deltabook.job.parquet.event.read.LevelValues;
import io.deltabook.job.parquet.event.read.RowChunk;
import io.deltabook.number.ScaledDecimal;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The content of some files of a lane, independent of file boundaries and encodings.
 *
 * @param digest SHA-256 of all values of all rows
 * @param priceScale maximum decimals of all prices, {@link #WIDE} if one does not fit an int64
 * @param quantityScale the same for quantities
 */
public record FileContent(String digest, int priceScale, int quantityScale) {
    /** Stands for numbers that need 128 bits. */
    static final int WIDE = -1;

    /** Reads all rows of events files, in the given order. */
    public static FileContent ofEvents(List<Path> files) throws IOException {
        return of(
                files,
                path -> footer -> EventSchema.message(EventFileFacts.format(footer, path)),
                List.of(EventSchema.DELTA_PRICE, EventSchema.TRADE_PRICE),
                List.of(EventSchema.DELTA_QUANTITY, EventSchema.TRADE_QUANTITY),
                List.of(EventSchema.BIDS, EventSchema.ASKS));
    }

    /** Reads all rows of quotes files, in the given order. */
    public static FileContent ofQuotes(List<Path> files) throws IOException {
        return of(
                files,
                path -> DerivedColumns.QUOTES,
                List.of(QuoteSchema.BID_PRICE, QuoteSchema.ASK_PRICE),
                List.of(QuoteSchema.BID_QUANTITY, QuoteSchema.ASK_QUANTITY),
                List.of());
    }

    /** Reads all rows of periods files, in the given order; they have no prices. */
    public static FileContent ofPeriods(List<Path> files) throws IOException {
        return of(files, path -> DerivedColumns.PERIODS, List.of(), List.of(), List.of());
    }

    private interface ColumnsOf {
        ChunkReader.Columns path(Path path);
    }

    private static FileContent of(
            List<Path> files,
            ColumnsOf columns,
            List<String> prices,
            List<String> quantities,
            List<String> lists)
            throws IOException {
        MessageDigest digest = sha256();
        Scale ofPrices = new Scale();
        Scale ofQuantities = new Scale();
        for (Path file : files) {
            try (ChunkReader reader = ChunkReader.open(file, columns.path(file))) {
                while (reader.next()) {
                    RowChunk chunk = reader.chunk();
                    chunk.addTo(digest, 0, chunk.size());
                    prices.forEach(name -> ofPrices.add(chunk.decimal(name), chunk.size()));
                    quantities.forEach(name -> ofQuantities.add(chunk.decimal(name), chunk.size()));
                    lists.forEach(name -> add(chunk, name, ofPrices, ofQuantities));
                }
            }
        }
        return new FileContent(
                HexFormat.of().formatHex(digest.digest()), ofPrices.scale, ofQuantities.scale);
    }

    private static void add(RowChunk chunk, String list, Scale prices, Scale quantities) {
        LevelValues side = chunk.levels(list);
        for (int row = 0; row < chunk.size(); row++) {
            for (int level = 0; level < side.levels(row); level++) {
                prices.add(side.priceHigh(row, level), side.priceLow(row, level));
                quantities.add(side.quantityHigh(row, level), side.quantityLow(row, level));
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A lane whose batches can hold the numbers. */
    Lane lane(LaneId id) {
        boolean isWide = priceScale == WIDE || quantityScale == WIDE;
        return new Lane(
                id,
                id.toString(),
                SequenceMode.NONE,
                LaneSnapshots.MARKED,
                isWide ? DecimalStrategy.DECIMAL128 : DecimalStrategy.PIPS,
                isWide ? Lane.MAX_SCALE : priceScale,
                isWide ? Lane.MAX_SCALE : quantityScale);
    }

    /** The decimals needed so far. */
    private static final class Scale {
        private int scale;

        private void add(DecimalValues column, int rows) {
            for (int row = 0; row < rows; row++) {
                if (!column.isNull(row)) {
                    add(column.high(row), column.low(row));
                }
            }
        }

        private void add(long high, long low) {
            if (scale == WIDE || ScaledDecimal.at(scale, high, low) != ScaledDecimal.NONE) {
                return;
            }
            int least = ScaledDecimal.minScale(high, low);
            int needed = Math.max(scale, least);
            boolean fits = least >= 0 && ScaledDecimal.at(needed, high, low) != ScaledDecimal.NONE;
            scale = fits ? needed : WIDE;
        }
    }
}
