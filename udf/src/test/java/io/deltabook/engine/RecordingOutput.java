// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.batch.EventBatch;
import io.deltabook.batch.QuoteBatch;
import io.deltabook.contract.BookState;
import io.deltabook.contract.EventType;
import io.deltabook.contract.Incident;
import io.deltabook.contract.Missing;
import io.deltabook.contract.Reject;
import io.deltabook.oracle.ReferenceEvent;
import io.deltabook.oracle.ReferenceIncident;
import io.deltabook.oracle.ReferenceLevel;
import io.deltabook.oracle.ReferenceReject;
import io.deltabook.statistics.LaneStatistics;
import io.deltabook.statistics.Period;
import io.deltabook.time.EventHour;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Takes what the engine says and turns it into the records of the reference. */
final class RecordingOutput implements EngineOutput {
    final List<ReferenceEvent> events = new ArrayList<>();
    final SortedMap<Long, Long> arrivals = new TreeMap<>();
    final List<QuoteRow> quotes = new ArrayList<>();
    final List<Period> periods = new ArrayList<>();
    final List<ReferenceIncident> incidents = new ArrayList<>();
    final List<ReferenceReject> rejects = new ArrayList<>();
    final List<LaneStatistics> statistics = new ArrayList<>();

    @Override
    public void events(EventBatch batch) {
        int snapshots = 0;
        for (int i = 0; i < batch.size(); i++) {
            arrivals.put(batch.firstSeq() + i, batch.arrival(i));
            if (EventHour.of(batch.timestamp(i)) != batch.hour()) {
                throw new AssertionError("event outside its hour, seq=" + (batch.firstSeq() + i));
            }
            if (batch.type(i) == EventType.BOOK_SNAPSHOT) {
                events.add(snapshot(batch, i, batch.snapshots().get(snapshots)));
                snapshots++;
            } else if (batch.type(i) == EventType.TRADE) {
                events.add(trade(batch, i));
            } else {
                events.add(delta(batch, i));
            }
        }
    }

    private static ReferenceEvent delta(EventBatch batch, int i) {
        return ReferenceEvent.delta(
                batch.firstSeq() + i,
                batch.timestamp(i),
                batch.state(i),
                batch.id(i),
                batch.side(i),
                batch.price(i),
                batch.quantity(i),
                batch.lastInMessage(i));
    }

    private static ReferenceEvent trade(EventBatch batch, int i) {
        return ReferenceEvent.trade(
                batch.firstSeq() + i,
                batch.timestamp(i),
                batch.state(i),
                batch.id(i),
                batch.side(i),
                batch.price(i),
                batch.quantity(i));
    }

    private static ReferenceEvent snapshot(EventBatch batch, int i, EventBatch.Snapshot snapshot) {
        if (snapshot.row() != i) {
            throw new AssertionError("snapshot of row " + snapshot.row() + " found at row " + i);
        }
        return ReferenceEvent.snapshot(
                batch.firstSeq() + i,
                batch.timestamp(i),
                batch.state(i),
                batch.id(i),
                snapshot.kind(),
                levels(snapshot.bidPrices(), snapshot.bidQuantities()),
                levels(snapshot.askPrices(), snapshot.askQuantities()),
                snapshot.certifiedBids(),
                snapshot.certifiedAsks(),
                snapshot.coveredBids(),
                snapshot.coveredAsks());
    }

    private static List<ReferenceLevel> levels(long[] prices, long[] quantities) {
        List<ReferenceLevel> levels = new ArrayList<>();
        for (int i = 0; i < prices.length; i++) {
            levels.add(new ReferenceLevel(prices[i], quantities[i]));
        }
        return levels;
    }

    /** A quote; prices and quantities are null on an empty side. */
    record QuoteRow(
            long seq,
            long time,
            long arrival,
            long id,
            Long bidPrice,
            Long bidQuantity,
            Long askPrice,
            Long askQuantity,
            BookState state,
            boolean certified) {}

    @Override
    public void quotes(QuoteBatch batch) {
        for (int i = 0; i < batch.size(); i++) {
            if (EventHour.of(batch.timestamp(i)) != batch.hour()) {
                throw new AssertionError("quote outside its hour, seq=" + batch.seq(i));
            }
            quotes.add(
                    new QuoteRow(
                            batch.seq(i),
                            batch.timestamp(i),
                            batch.arrival(i),
                            batch.id(i),
                            batch.hasBid(i) ? batch.bidPrice(i) : null,
                            batch.hasBid(i) ? batch.bidQuantity(i) : null,
                            batch.hasAsk(i) ? batch.askPrice(i) : null,
                            batch.hasAsk(i) ? batch.askQuantity(i) : null,
                            batch.state(i),
                            batch.certified(i)));
        }
    }

    @Override
    public void period(Period period) {
        periods.add(period);
    }

    @Override
    public void reject(Reject reject) {
        rejects.add(
                new ReferenceReject(
                        reject.file(), reject.row(), reject.reason(), reject.updateId()));
    }

    @Override
    public void incident(Incident incident) {
        incidents.add(
                new ReferenceIncident(
                        incident.kind(),
                        incident.eventSeq(),
                        incident.eventTimestampNanos(),
                        incident.reason(),
                        incident.source(),
                        incident.updateId(),
                        incident.expectedId(),
                        incident.actualId(),
                        incident.size(),
                        incident.side(),
                        incident.price() == null
                                ? Missing.ID
                                : incident.price().movePointRight(8).longValueExact(),
                        incident.drift()));
    }

    @Override
    public void statistics(LaneStatistics row) {
        statistics.add(row);
    }
}
