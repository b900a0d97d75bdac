// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.profile;

/**
 * What is known about a lane's prices and quantities.
 *
 * @param price evidence of its prices
 * @param quantity evidence of its quantities
 */
public record LaneNumbers(NumberEvidence price, NumberEvidence quantity) {
    public LaneNumbers() {
        this(new NumberEvidence(), new NumberEvidence());
    }

    /** Adds the evidence of another. */
    public void add(LaneNumbers other) {
        price.add(other.price);
        quantity.add(other.quantity);
    }
}
