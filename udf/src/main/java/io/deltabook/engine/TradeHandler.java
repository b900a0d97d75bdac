// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.Missing;
import io.deltabook.statistics.LaneCounters.Counter;

/** Writes trades into a lane's events; they do not change the book. */
final class TradeHandler {
    private final LaneContext context;
    private final LaneState state;

    TradeHandler(LaneContext context) {
        this.context = context;
        this.state = context.state;
    }

    void trade(DeltaBatch batch, int row, long time, long price, long quantity) {
        long id = batch.updateId(row);
        if (id == Missing.UNUSABLE_ID) {
            context.count(Counter.TRADE_IDS_DROPPED, 1);
            id = Missing.ID;
        }
        if (state.top.trade(time, context.settings.frozenThresholdNanos())) {
            context.count(Counter.FROZEN, 1);
            context.incidents.frozen(time, state.top.since(), state.top.trades());
        }
        context.events.trade(
                time, batch.arrivalTime(row), state.state, id, batch.side(row), price, quantity);
        context.count(Counter.TRADE_EVENTS, 1);
    }
}
