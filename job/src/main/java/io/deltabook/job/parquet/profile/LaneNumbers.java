// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.profile;

/**
 * What is known of a lane's prices and quantities.
 *
 * @param price of its prices
 * @param quantity of its quantities
 */
public record LaneNumbers(NumberEvidence price, NumberEvidence quantity) {
    public LaneNumbers() {
        this(new NumberEvidence(), new NumberEvidence());
    }

    /** Takes what others know. */
    public void add(LaneNumbers other) {
        price.add(other.price);
        quantity.add(other.quantity);
    }
}
