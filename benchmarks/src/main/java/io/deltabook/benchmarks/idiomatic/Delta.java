// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.idiomatic;

import org.apache.avro.generic.GenericRecord;

/** One row of the input as a Flink POJO. */
public final class Delta {
    public String symbol;
    public long originTime;
    public long updateId;

    /** −1 if there is none. */
    public long prevUpdateId;

    public boolean bid;
    public double price;
    public double quantity;
    public boolean snapshot;

    public Delta() {}

    static Delta of(String symbol, GenericRecord row) {
        Delta delta = new Delta();
        delta.symbol = symbol;
        delta.originTime = (Long) row.get("origin_time");
        delta.updateId = (Long) row.get("update_id");
        Object previous = row.hasField("prev_update_id") ? row.get("prev_update_id") : null;
        delta.prevUpdateId = previous == null ? -1 : (Long) previous;
        delta.bid = row.get("side").toString().equals("bid");
        delta.price = (Double) row.get("price");
        delta.quantity = (Double) row.get("new_quantity");
        delta.snapshot = (Boolean) row.get("is_snapshot");
        return delta;
    }
}
