// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.export.hftbacktest;

import io.deltabook.contract.HivePath;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.Side;
import io.deltabook.job.export.lane.ExportCounts;
import io.deltabook.job.export.lane.ExportCounts.Count;
import io.deltabook.job.export.lane.ExportedBook;
import io.deltabook.job.export.lane.ExportedTrade;
import io.deltabook.job.export.lane.LaneFacts;
import io.deltabook.job.export.lane.LaneFiles;
import io.deltabook.job.export.lane.NearestDouble;
import io.deltabook.job.export.lane.RowStamp;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * hftbacktest's event arrays, a file a day. Book and trades are one stream. The book's rows keep
 * their order: a time that goes back is raised to the one before, because sorting would apply
 * changes in a wrong order. Arrivals never lie before the event: if the recorder's clock was
 * behind, all are moved by the same span, as hftbacktest's own conversion does.
 */
public final class HftBacktestFiles implements LaneFiles {
    private final Path folder;
    private final LaneId lane;
    private final ExportCounts counts;
    private final NearestDouble nearest;
    private final long shiftNanos;
    private final FeedOrder order;
    private LocalDate day;
    private NpzFile file;
    private long number;
    private long bookExch = Long.MIN_VALUE;
    private long bookLocal = Long.MIN_VALUE;

    public HftBacktestFiles(Path folder, LaneId lane, LaneFacts facts, ExportCounts counts) {
        this.folder = folder;
        this.lane = lane;
        this.counts = counts;
        nearest = new NearestDouble(counts);
        shiftNanos = Math.max(0, -facts.minLatencyNanos());
        order = new FeedOrder(FeedOrder.HELD, counts, this::write);
        if (shiftNanos > 0) {
            counts.note(
                    "%s: arrivals lie up to %d ns before their events; all local times are raised by that"
                            .formatted(lane, shiftNanos));
        }
    }

    @Override
    public void beginDay(LocalDate next) throws IOException {
        end();
        day = next;
    }

    private void write(FeedEvent event, long processors) throws IOException {
        if (file == null) {
            String name =
                    "%s_%s.npz"
                            .formatted(
                                    HivePath.encode(lane.symbol()),
                                    day.format(DateTimeFormatter.BASIC_ISO_DATE));
            file = new NpzFile(folder.resolve(HivePath.encode(lane.exchange())).resolve(name));
        }
        file.add(event, processors);
    }

    @Override
    public void clear(RowStamp at, ExportedBook held) throws IOException {
        for (Side side : Side.values()) {
            clear(at, side, held, held);
        }
    }

    private void clear(RowStamp at, Side side, ExportedBook held, ExportedBook next)
            throws IOException {
        boolean hasHeld = !held.side(side).isEmpty();
        boolean hasNext = !next.side(side).isEmpty();
        if (!hasHeld && !hasNext) {
            return;
        }
        BigDecimal worst = hasHeld ? held.side(side).lastKey() : next.side(side).lastKey();
        if (hasNext) {
            BigDecimal other = next.side(side).lastKey();
            worst = side == Side.BID ? worst.min(other) : worst.max(other);
        }
        book(at, FeedEvent.DEPTH_CLEAR, side, worst, BigDecimal.ZERO);
    }

    @Override
    public void snapshot(RowStamp at, ExportedBook held, ExportedBook next) throws IOException {
        for (Side side : Side.values()) {
            clear(at, side, held, next);
            for (Map.Entry<BigDecimal, BigDecimal> level : next.side(side).entrySet()) {
                book(at, FeedEvent.DEPTH_SNAPSHOT, side, level.getKey(), level.getValue());
            }
        }
    }

    @Override
    public void delta(
            RowStamp at,
            ExportedBook held,
            Side side,
            BigDecimal price,
            BigDecimal quantity,
            boolean isLast)
            throws IOException {
        book(at, FeedEvent.DEPTH, side, price, quantity);
    }

    private void book(RowStamp at, long kind, Side side, BigDecimal price, BigDecimal quantity)
            throws IOException {
        long local = local(at);
        if (at.eventNanos() < bookExch || local < bookLocal) {
            counts.add(Count.TIMES_RAISED);
        }
        bookExch = Math.max(bookExch, at.eventNanos());
        bookLocal = Math.max(Math.max(bookLocal, local), bookExch);
        add(kind | of(side == Side.BID), bookExch, bookLocal, price, quantity);
    }

    private long local(RowStamp at) {
        return at.arrivalNanos() + shiftNanos;
    }

    private static long of(Boolean isBuy) {
        return isBuy == null ? 0 : isBuy ? FeedEvent.BUY : FeedEvent.SELL;
    }

    private void add(long kind, long exch, long local, BigDecimal price, BigDecimal quantity)
            throws IOException {
        order.add(
                new FeedEvent(
                        kind, exch, local, nearest.of(price), nearest.of(quantity), number++));
    }

    @Override
    public void trade(ExportedTrade trade) throws IOException {
        long exch = trade.at().eventNanos();
        long kind = FeedEvent.TRADE | of(trade.isBuy());
        add(kind, exch, Math.max(local(trade.at()), exch), trade.price(), trade.quantity());
    }

    @Override
    public void end() throws IOException {
        order.end();
        if (file != null) {
            file.end();
            counts.add(Count.FILES);
            close();
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
