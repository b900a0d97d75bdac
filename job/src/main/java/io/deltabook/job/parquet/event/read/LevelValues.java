// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.read;

import io.deltabook.job.parquet.decode.ListColumnDecoder;
import io.deltabook.job.parquet.event.EventSchema;
import java.math.BigDecimal;
import java.util.List;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.schema.MessageType;

/** The {@code bids} or {@code asks} of a file: a list of levels per row, or null. */
public final class LevelValues extends ColumnValues {
    private final ListedDecimals prices;
    private final ListedDecimals quantities;
    private final ListedDoubles priceTwins;
    private final ListedDoubles quantityTwins;

    /**
     * @param schema the columns of the file
     * @param doubles whether it has DOUBLE twins
     */
    LevelValues(MessageType schema, String name, boolean doubles) {
        super(name);
        prices = ListedDecimals.of(schema, name, EventSchema.PRICE);
        quantities = ListedDecimals.of(schema, name, EventSchema.QUANTITY);
        priceTwins = doubles ? twins(schema, EventSchema.PRICE) : null;
        quantityTwins = doubles ? twins(schema, EventSchema.QUANTITY) : null;
    }

    private ListedDoubles twins(MessageType schema, String leaf) {
        return ListedDoubles.of(schema, name(), EventSchema.twin(leaf));
    }

    @Override
    public boolean isNull(int row) {
        return prices.isNull(row);
    }

    @Override
    int nulls() {
        return prices.list().nulls();
    }

    /** Levels of a row; 0 if the list is null. */
    public int levels(int row) {
        return prices.count(row);
    }

    /** Upper 64 bits of a level's unscaled price. */
    public long priceHigh(int row, int level) {
        return prices.high(row, level);
    }

    /** Lower 64 bits of a level's unscaled price. */
    public long priceLow(int row, int level) {
        return prices.low(row, level);
    }

    /** Upper 64 bits of a level's unscaled quantity. */
    public long quantityHigh(int row, int level) {
        return quantities.high(row, level);
    }

    /** Lower 64 bits of a level's unscaled quantity. */
    public long quantityLow(int row, int level) {
        return quantities.low(row, level);
    }

    public BigDecimal price(int row, int level) {
        return DecimalValues.decimal(prices.high(row, level), prices.low(row, level));
    }

    public BigDecimal quantity(int row, int level) {
        return DecimalValues.decimal(quantities.high(row, level), quantities.low(row, level));
    }

    /** Whether the DOUBLE twins of a level, if there are any, are the nearest doubles. */
    public boolean hasTwins(int row, int level) {
        return priceTwins == null
                || price(row, level).doubleValue() == priceTwins.value(row, level)
                        && quantity(row, level).doubleValue() == quantityTwins.value(row, level);
    }

    /** A level as {@code price:quantity}. */
    public String text(int row, int level) {
        return DecimalValues.text(prices.high(row, level), prices.low(row, level))
                + ':'
                + DecimalValues.text(quantities.high(row, level), quantities.low(row, level));
    }

    /** Whether the price of a level is positive. */
    public boolean hasPositivePrice(int row, int level) {
        return DecimalValues.sign(prices.high(row, level), prices.low(row, level)) > 0;
    }

    /** Whether the quantity of a level is positive. */
    public boolean hasPositiveQuantity(int row, int level) {
        return DecimalValues.sign(quantities.high(row, level), quantities.low(row, level)) > 0;
    }

    /** Compares the price of a level with that of a level in another list. */
    public int comparePrice(int row, int level, LevelValues other, int otherLevel) {
        int byHigh = Long.compare(prices.high(row, level), other.prices.high(row, otherLevel));
        return byHigh != 0
                ? byHigh
                : Long.compareUnsigned(prices.low(row, level), other.prices.low(row, otherLevel));
    }

    @Override
    public String text(int row) {
        if (isNull(row)) {
            return "null";
        }
        StringBuilder text = new StringBuilder("[");
        for (int level = 0; level < levels(row); level++) {
            text.append(level == 0 ? "" : ", ").append(text(row, level));
        }
        return text.append(']').toString();
    }

    @Override
    public void canonical(int row, CanonicalBytes to) {
        if (isNull(row)) {
            to.absent();
            return;
        }
        to.present();
        int levels = levels(row);
        to.number(levels);
        for (int level = 0; level < levels; level++) {
            to.number(prices.high(row, level));
            to.number(prices.low(row, level));
            to.number(quantities.high(row, level));
            to.number(quantities.low(row, level));
        }
    }

    /** The leaf that is read first and decides how many rows a chunk has. */
    ListColumnDecoder lead() {
        return prices.list();
    }

    @Override
    List<ListColumnDecoder> leaves() {
        return priceTwins == null
                ? List.of(prices.list(), quantities.list())
                : List.of(
                        prices.list(), quantities.list(), priceTwins.list(), quantityTwins.list());
    }

    @Override
    void take(int rows) {
        requireShape(quantities, rows);
        if (priceTwins != null) {
            requireShape(priceTwins, rows);
            requireShape(quantityTwins, rows);
        }
        prices.take(lead().entries());
        quantities.take(quantities.list().entries());
    }

    private void requireShape(ListedValues leaf, int rows) {
        if (!prices.hasShapeOf(leaf, rows)) {
            throw new ParquetDecodingException(
                    "every price must have its quantity in " + name() + ", but one has not");
        }
    }

    @Override
    void size(CanonicalRows to) {
        to.addSizes(this);
    }

    @Override
    void canonical(CanonicalRows to) {
        to.levels(this);
    }
}
