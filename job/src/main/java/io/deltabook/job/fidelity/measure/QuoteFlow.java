// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity.measure;

import io.deltabook.contract.Side;
import io.deltabook.job.fidelity.book.BookTop;
import java.util.concurrent.TimeUnit;

/**
 * The flow of one book's best quotes: the times between messages and between changes, and the
 * order-flow imbalance of Cont, Kukanov and Stoikov with what of the mid's changes it explains.
 */
public final class QuoteFlow {
    /** Length of the intervals over which order flow is summed, ns. */
    public static final long INTERVAL = TimeUnit.SECONDS.toNanos(10);

    private static final long NONE = Long.MIN_VALUE;

    private final Bins messages = new Bins();
    private final Bins changes = new Bins();
    private final Correlation impact = new Correlation();
    private final BookTop last = new BookTop(1);
    private boolean hasLast;
    private long lastMessage = NONE;
    private long lastChange = NONE;
    private long interval = NONE;
    private boolean isWhole;
    private double startMid;
    private double imbalance;

    /** Adds the time of a message. */
    public void message(long nanos) {
        if (lastMessage != NONE) {
            messages.add(nanos - lastMessage);
        }
        lastMessage = nanos;
    }

    /** There is no book any more; what comes next is not a change of what was. */
    public void lose() {
        hasLast = false;
        lastChange = NONE;
        lastMessage = NONE;
        isWhole = false;
    }

    /** Adds a state of the book. */
    public void see(long nanos, BookTop best) {
        if (!best.isTwoSided()) {
            lose();
            return;
        }
        turn(Math.floorDiv(nanos, INTERVAL));
        if (hasLast && best.isBestEqual(last)) {
            return;
        }
        if (hasLast) {
            imbalance += change(best);
            if (lastChange != NONE) {
                changes.add(nanos - lastChange);
            }
            lastChange = nanos;
        }
        last.copy(best);
        hasLast = true;
    }

    /** Ends an interval; only one that had a book from its start to its end is a point. */
    private void turn(long now) {
        if (now == interval) {
            return;
        }
        if (isWhole && hasLast) {
            impact.add(imbalance, last.mid() - startMid);
        }
        interval = now;
        imbalance = 0;
        isWhole = hasLast;
        startMid = hasLast ? last.mid() : 0;
    }

    private double change(BookTop now) {
        double bid = now.price(Side.BID, 0);
        double ask = now.price(Side.ASK, 0);
        double bidBefore = last.price(Side.BID, 0);
        double askBefore = last.price(Side.ASK, 0);
        double flow = 0;
        flow += bid >= bidBefore ? now.quantity(Side.BID, 0) : 0;
        flow -= bid <= bidBefore ? last.quantity(Side.BID, 0) : 0;
        flow -= ask <= askBefore ? now.quantity(Side.ASK, 0) : 0;
        flow += ask >= askBefore ? last.quantity(Side.ASK, 0) : 0;
        return flow;
    }

    /** Times between messages, ns. */
    public Bins messages() {
        return messages;
    }

    /** Times between changes of the best quotes, ns. */
    public Bins changes() {
        return changes;
    }

    /** Changes of the mid over an interval by its order-flow imbalance. */
    public Correlation impact() {
        return impact;
    }
}
