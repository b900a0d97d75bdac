// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

import io.deltabook.batch.ByteSink;

/**
 * Levels on a tick grid: a table of quantities by tick and a bitmap that keeps the order, so that
 * an update costs the same anywhere in the book. The tick size is derived from the ranks: the
 * largest divisor of {@link #COARSEST_STEP} of which all of them are multiples. Ranks that do not
 * fit a grid of int ticks and bounded width are refused.
 *
 * <p>Not thread-safe; allocates only while it grows.
 */
final class TickLevels extends Levels {
    /** Contains the usual divisors of price steps, and keeps tick times step within a long. */
    static final long COARSEST_STEP = 1_000_000_000L;

    private static final int MAX_TICK = 1 << 30;
    private static final int NEWTON_ROUNDS = 6;

    private TickTable quantities = new TickTable();
    private TickSet order = new TickSet();
    private long step = COARSEST_STEP;
    private int stepZeros;
    private long stepInverse;
    private int size;
    private int best = TickSet.NONE;
    private int cursorLevel = -1;
    private int cursorTick;

    TickLevels() {
        step(COARSEST_STEP);
    }

    /**
     * With the inverse of the step's odd part, dividing a multiple of the step is one
     * multiplication.
     */
    private void step(long value) {
        step = value;
        stepZeros = Long.numberOfTrailingZeros(value);
        long odd = value >> stepZeros;
        long inverse = odd;
        for (int round = 0; round < NEWTON_ROUNDS; round++) {
            inverse *= 2 - odd * inverse;
        }
        stepInverse = inverse;
    }

    @Override
    boolean set(long rank, long quantity) {
        long quotient = (rank >> stepZeros) * stepInverse;
        int tick = (int) quotient;
        if (tick != quotient
                || tick == 0
                || tick > MAX_TICK
                || tick < -MAX_TICK
                || tick * step != rank) {
            return refine(rank) && set(rank, quantity);
        }
        return quantity == 0 ? remove(tick) : put(tick, quantity);
    }

    @Override
    long get(long rank) {
        long tick = rank / step;
        boolean isTick = tick * step == rank && tick != 0 && Math.abs(tick) <= MAX_TICK;
        return isTick ? quantities.get((int) tick) : 0;
    }

    private boolean put(int tick, long quantity) {
        if (quantities.put(tick, quantity) == 0) {
            if (!order.add(tick)) {
                quantities.remove(tick);
                return false;
            }
            size++;
            cursorLevel = -1;
            if (tick > best) {
                best = tick;
            }
        }
        return true;
    }

    private boolean remove(int tick) {
        if (quantities.remove(tick) != 0) {
            size--;
            cursorLevel = -1;
            order.remove(tick);
            if (tick == best) {
                best = size == 0 ? TickSet.NONE : order.below(tick);
            }
        }
        return true;
    }

    /** Makes the step fine enough for a rank; false if it cannot be. */
    private boolean refine(long rank) {
        if (rank == 0 || rank == Long.MIN_VALUE) {
            return false;
        }
        long finer = commonDivisor(step, Math.abs(rank));
        long ratio = step / finer;
        if (Math.abs(rank) / finer > MAX_TICK || !isWithin(ratio)) {
            return false;
        }
        TickTable oldQuantities = quantities;
        TickSet oldOrder = order;
        int oldBest = best;
        int oldSize = size;
        long oldStep = step;
        quantities = new TickTable();
        order = new TickSet();
        best = TickSet.NONE;
        size = 0;
        step(finer);
        boolean holds = true;
        int tick = oldBest;
        for (int level = 0; holds && level < oldSize; level++) {
            holds = put((int) (tick * ratio), oldQuantities.get(tick));
            tick = oldOrder.below(tick);
        }
        if (!holds) {
            quantities = oldQuantities;
            order = oldOrder;
            best = oldBest;
            size = oldSize;
            step(oldStep);
        }
        cursorLevel = -1;
        return holds;
    }

    private boolean isWithin(long ratio) {
        return size == 0
                || (Math.abs((long) best) * ratio <= MAX_TICK
                        && Math.abs((long) order.min()) * ratio <= MAX_TICK);
    }

    private static long commonDivisor(long one, long other) {
        long a = one;
        long b = other;
        while (b != 0) {
            long rest = a % b;
            a = b;
            b = rest;
        }
        return a;
    }

    @Override
    int size() {
        return size;
    }

    @Override
    long bestRank() {
        return best * step;
    }

    @Override
    long bestQuantity() {
        return quantities.get(best);
    }

    @Override
    long worstRank() {
        return order.min() * step;
    }

    @Override
    long rankAt(int level) {
        return tickAt(level) * step;
    }

    @Override
    long quantityAt(int level) {
        return quantities.get(tickAt(level));
    }

    @Override
    int copy(int from, long[] toRanks, long[] toQuantities) {
        int count = Math.min(toRanks.length, size - from);
        if (count <= 0) {
            return 0;
        }
        int tick = tickAt(from);
        for (int i = 0; i < count; i++) {
            toRanks[i] = tick * step;
            toQuantities[i] = quantities.get(tick);
            cursorTick = tick;
            tick = order.below(tick);
        }
        cursorLevel = from + count - 1;
        return count;
    }

    private int tickAt(int level) {
        if (cursorLevel < 0 || level < cursorLevel) {
            cursorLevel = 0;
            cursorTick = best;
        }
        while (cursorLevel < level) {
            cursorTick = order.below(cursorTick);
            cursorLevel++;
        }
        return cursorTick;
    }

    @Override
    void removeBest() {
        remove(best);
    }

    @Override
    long removeWorst(int count) {
        int worst = TickSet.NONE;
        for (int removed = 0; removed < count; removed++) {
            worst = order.min();
            remove(worst);
        }
        return worst * step;
    }

    @Override
    void clear() {
        quantities.clear();
        order.clear();
        size = 0;
        best = TickSet.NONE;
        cursorLevel = -1;
        step(COARSEST_STEP);
    }

    @Override
    long step() {
        return step;
    }

    @Override
    void write(ByteSink to) {
        int tick = best;
        to.addWhole(quantities.get(tick));
        for (int level = 1; level < size; level++) {
            int next = order.below(tick);
            to.add((long) tick - next);
            to.addWhole(quantities.get(next));
            tick = next;
        }
    }
}
