// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.batch.EventBatch;
import io.deltabook.batch.EventBatchCodec;
import io.deltabook.batch.QuoteBatch;
import io.deltabook.batch.QuoteBatchCodec;
import io.deltabook.contract.DecimalStrategy;
import io.deltabook.contract.Incident;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.Reject;
import io.deltabook.contract.RejectReason;
import io.deltabook.number.WideDecimals;
import io.deltabook.statistics.LaneStatistics;
import io.deltabook.statistics.Period;
import io.deltabook.testing.Written;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lanes of longs and the same lanes of wide numbers give the same output, number for number. */
@Tag("slow")
final class WideDecimalsTest {
    private static final int SEEDS = 1_500;
    private static final BigInteger TO_SCALE_18 = BigInteger.TEN.pow(10);

    /** Far beyond a long, to show that order and equality hold there too. */
    private static final BigInteger SHIFT = BigInteger.TEN.pow(33);

    /** All that an engine says, with exact numbers. */
    private static final class Said implements EngineOutput {
        private final List<String> lines = new ArrayList<>();
        private final BigInteger shift;

        Said(BigInteger shift) {
            this.shift = shift;
        }

        @Override
        public void events(EventBatch given) {
            EventBatch batch = roundTrip(given);
            Iterator<EventBatch.Snapshot> snapshots = batch.snapshots().iterator();
            for (int i = 0; i < batch.size(); i++) {
                String line =
                        "%s %s %s %s %s %s"
                                .formatted(
                                        batch.firstSeq() + i,
                                        batch.timestamp(i),
                                        batch.arrival(i),
                                        batch.type(i),
                                        batch.state(i),
                                        batch.id(i));
                switch (batch.type(i)) {
                    case BOOK_SNAPSHOT -> lines.add(line + snapshot(batch, snapshots.next()));
                    default ->
                            lines.add(
                                    "%s %s %s %s %s"
                                            .formatted(
                                                    line,
                                                    batch.side(i),
                                                    batch.lastInMessage(i),
                                                    price(batch, batch.price(i)),
                                                    quantity(batch, batch.quantity(i))));
                }
            }
        }

        private String snapshot(EventBatch batch, EventBatch.Snapshot snapshot) {
            StringBuilder line = new StringBuilder();
            line.append(' ').append(snapshot.kind());
            line.append(' ').append(snapshot.certifiedBids());
            line.append(' ').append(snapshot.certifiedAsks());
            for (int i = 0; i < snapshot.bidPrices().length; i++) {
                line.append(' ').append(price(batch, snapshot.bidPrices()[i]));
                line.append('x').append(quantity(batch, snapshot.bidQuantities()[i]));
            }
            for (int i = 0; i < snapshot.askPrices().length; i++) {
                line.append(' ').append(price(batch, snapshot.askPrices()[i]));
                line.append('x').append(quantity(batch, snapshot.askQuantities()[i]));
            }
            return line.toString();
        }

        private String price(EventBatch batch, long value) {
            return price(batch.lane(), WideDecimals.number(batch.pool(), value));
        }

        private String price(QuoteBatch batch, long value) {
            return price(batch.lane(), WideDecimals.number(batch.pool(), value));
        }

        private String price(Lane lane, BigInteger number) {
            return text(new BigDecimal(number.subtract(shift), lane.priceScale()));
        }

        private static String quantity(EventBatch batch, long value) {
            return quantity(batch.lane(), WideDecimals.number(batch.pool(), value));
        }

        private static String quantity(QuoteBatch batch, long value) {
            return quantity(batch.lane(), WideDecimals.number(batch.pool(), value));
        }

        private static String quantity(Lane lane, BigInteger number) {
            return text(new BigDecimal(number, lane.quantityScale()));
        }

        private static String text(BigDecimal number) {
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        }

        @Override
        public void quotes(QuoteBatch given) {
            QuoteBatch batch = roundTrip(given);
            for (int i = 0; i < batch.size(); i++) {
                lines.add(
                        "quote %d %s %s %s %s %s %s"
                                .formatted(
                                        batch.seq(i),
                                        batch.state(i),
                                        batch.certified(i),
                                        batch.hasBid(i) ? price(batch, batch.bidPrice(i)) : "",
                                        batch.hasBid(i)
                                                ? quantity(batch, batch.bidQuantity(i))
                                                : "",
                                        batch.hasAsk(i) ? price(batch, batch.askPrice(i)) : "",
                                        batch.hasAsk(i)
                                                ? quantity(batch, batch.askQuantity(i))
                                                : ""));
            }
        }

        @Override
        public void period(Period period) {
            lines.add("period " + period.fromSeq() + " " + period.state());
        }

        @Override
        public void reject(Reject reject) {
            lines.add("reject " + reject.row() + " " + reject.reason());
        }

        @Override
        public void incident(Incident incident) {
            String drift = String.format(java.util.Locale.ROOT, "%.9f", incident.drift());
            lines.add("incident " + incident.kind() + " " + incident.eventSeq() + " " + drift);
        }

        @Override
        public void statistics(LaneStatistics statistics) {
            lines.add("rows " + statistics.counters().unaccountedRows());
        }
    }

    @Test
    void bothStrategiesSayTheSame() {
        for (long seed = 0; seed < SEEDS; seed++) {
            RandomScenario random = RandomScenario.wild(seed);
            List<DeltaBatch> batches = random.scenario().batches(1 + (int) (seed % 40));
            Said longs = run(batches, random.settings(), BigInteger.ZERO);
            List<DeltaBatch> wide = batches.stream().map(b -> widened(b, BigInteger.ZERO)).toList();
            assertThat(run(wide, random.settings(), BigInteger.ZERO).lines)
                    .as("seed=%s", seed)
                    .isEqualTo(longs.lines);
        }
    }

    @Test
    void numbersThatNoLongHoldsKeepTheirOrder() {
        for (long seed = 0; seed < SEEDS; seed++) {
            RandomScenario random = RandomScenario.wild(seed);
            List<DeltaBatch> batches = random.scenario().batches(1 + (int) (seed % 40));
            Said longs = run(batches, random.settings(), BigInteger.ZERO);
            List<DeltaBatch> wide = batches.stream().map(b -> widened(b, SHIFT)).toList();
            assertThat(run(wide, random.settings(), SHIFT).lines)
                    .as("seed=%s", seed)
                    .isEqualTo(longs.lines);
        }
    }

    private static Said run(List<DeltaBatch> batches, BookSettings settings, BigInteger shift) {
        Said said = new Said(shift);
        LaneEngine engine = new LaneEngine(settings, said);
        LaneState state = engine.start(batches.get(0).lane());
        SavedLane saved = new SavedLane();
        try {
            for (DeltaBatch batch : batches) {
                engine.process(state, batch);
                state = saved.roundTrip(state);
            }
        } catch (CrossedBookException e) {
            said.lines.add("crossed");
        }
        return said;
    }

    private static EventBatch roundTrip(EventBatch batch) {
        try {
            return EventBatchCodec.read(Written.by(out -> EventBatchCodec.write(batch, out)).in());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static QuoteBatch roundTrip(QuoteBatch batch) {
        try {
            QuoteBatch compact = batch.compact();
            return QuoteBatchCodec.read(
                    Written.by(out -> QuoteBatchCodec.write(compact, out)).in());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same rows as wide numbers of scale 18, every price moved by the same amount. */
    private static DeltaBatch widened(DeltaBatch batch, BigInteger shift) {
        Lane narrow = batch.lane();
        Lane lane =
                new Lane(
                        narrow.id(),
                        narrow.key(),
                        narrow.mode(),
                        narrow.snapshots(),
                        DecimalStrategy.DECIMAL128,
                        Lane.MAX_SCALE,
                        Lane.MAX_SCALE);
        if (batch.isEndOfLane()) {
            return DeltaBatch.endOfLane(lane);
        }
        if (batch.problem() != null) {
            InputTable table = batch.problemTable();
            return DeltaBatch.badFile(lane, table, batch.file(table), batch.problem());
        }
        DeltaBatch wide = new DeltaBatch(lane, batch.file(), batch.size());
        for (InputTable table : List.of(InputTable.TRADES, InputTable.BOOK)) {
            if (batch.file(table) != null) {
                wide.file(table, batch.file(table));
            }
        }
        Iterator<DeltaBatch.RawRow> raw = batch.rejected().iterator();
        for (int i = 0; i < batch.size(); i++) {
            if (batch.rejectCode(i) == RejectReason.USABLE) {
                append(wide, batch, i, shift);
                if (batch.isIdOnly(i)) {
                    wide.idOnly(i);
                }
            } else {
                appendRejected(wide, batch, i, raw.next(), shift);
            }
        }
        return wide;
    }

    private static void append(DeltaBatch wide, DeltaBatch batch, int i, BigInteger shift) {
        long row = batch.fileRow(i);
        long event = batch.eventTime(i);
        long arrival = batch.arrivalTime(i);
        long id = batch.updateId(i);
        long price = token(wide, batch.price(i), shift);
        long quantity = token(wide, batch.quantity(i), BigInteger.ZERO);
        switch (batch.table(i)) {
            case TRADES ->
                    wide.appendTrade(row, event, arrival, id, batch.side(i), price, quantity);
            case BOOK ->
                    wide.appendBookLevel(row, event, arrival, id, batch.side(i), price, quantity);
            case DELTAS ->
                    wide.append(
                            row,
                            event,
                            arrival,
                            id,
                            batch.firstId(i),
                            batch.previousId(i),
                            batch.isSnapshot(i),
                            batch.side(i),
                            price,
                            quantity);
        }
    }

    private static void appendRejected(
            DeltaBatch wide, DeltaBatch batch, int i, DeltaBatch.RawRow row, BigInteger shift) {
        RejectReason reason = RejectReason.ofCode(batch.rejectCode(i));
        if (batch.table(i) != InputTable.DELTAS) {
            wide.appendRejected(
                    batch.table(i),
                    batch.fileRow(i),
                    batch.eventTime(i),
                    batch.arrivalTime(i),
                    batch.updateId(i),
                    reason,
                    row.side(),
                    row.price(),
                    row.quantity());
            return;
        }
        if (batch.isPlaced(i)) {
            append(wide, batch, i, shift);
            wide.reject(reason, true, row);
            return;
        }
        wide.appendRejected(
                batch.fileRow(i),
                batch.eventTime(i),
                batch.arrivalTime(i),
                batch.updateId(i),
                batch.firstId(i),
                batch.previousId(i),
                batch.isSnapshot(i),
                reason,
                row.side(),
                row.price(),
                row.quantity());
    }

    private static long token(DeltaBatch wide, long value, BigInteger shift) {
        return wide.pool().token(BigInteger.valueOf(value).multiply(TO_SCALE_18).add(shift));
    }
}
