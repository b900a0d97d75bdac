// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.join;

import io.deltabook.contract.DecimalStrategy;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.LaneSnapshots;
import io.deltabook.contract.SequenceMode;
import io.deltabook.job.parquet.event.read.CanonicalBytes;
import io.deltabook.job.parquet.event.read.DecimalValues;
import io.deltabook.job.parquet.event.read.EventChunk;
import io.deltabook.job.parquet.event.read.EventFileReader;
import io.deltabook.job.parquet.event.read.ColumnValues;
import io.deltabook.job.parquet.event.read.LevelValues;
import io.deltabook.number.ScaledDecimal;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The content of some events files, independent of file boundaries and encodings.
 *
 * @param digest SHA-256 of all values of all rows
 * @param priceScale maximum decimals of all prices, {@link #WIDE} if one does not fit an int64
 * @param quantityScale the same for quantities
 */
public record EventContent(String digest, int priceScale, int quantityScale) {
    /** Stands for numbers that need 128 bits. */
    static final int WIDE = -1;

    /** Reads all rows of the files, in the given order. */
    public static EventContent of(List<Path> files) throws IOException {
        Rows rows = new Rows();
        for (Path file : files) {
            try (EventFileReader reader = EventFileReader.open(file)) {
                while (reader.next()) {
                    rows.add(reader.chunk());
                }
            }
        }
        String digest = HexFormat.of().formatHex(rows.digest.digest());
        return new EventContent(digest, rows.prices.scale, rows.quantities.scale);
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

    private static final class Rows {
        private final MessageDigest digest = sha256();
        private final CanonicalBytes bytes = new CanonicalBytes();
        private final Scale prices = new Scale();
        private final Scale quantities = new Scale();

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }

        private void add(EventChunk chunk) {
            for (int row = 0; row < chunk.size(); row++) {
                for (ColumnValues column : chunk.columns()) {
                    column.canonical(row, bytes);
                }
                bytes.addTo(digest);
                bytes.clear();
                prices.add(chunk.deltaPrice(), row);
                prices.add(chunk.tradePrice(), row);
                quantities.add(chunk.deltaQuantity(), row);
                quantities.add(chunk.tradeQuantity(), row);
                add(chunk.bids(), row);
                add(chunk.asks(), row);
            }
        }

        private void add(LevelValues side, int row) {
            for (int level = 0; level < side.levels(row); level++) {
                prices.add(side.priceHigh(row, level), side.priceLow(row, level));
                quantities.add(side.quantityHigh(row, level), side.quantityLow(row, level));
            }
        }
    }

    /** The decimals needed so far. */
    private static final class Scale {
        private int scale;

        private void add(DecimalValues column, int row) {
            if (!column.isNull(row)) {
                add(column.high(row), column.low(row));
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
