// SPDX-License-Identifier: Apache-2.0
package io.deltabook.book;

import io.deltabook.contract.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The slow, obvious book: a sorted map a side, and the horizon as a set of rules in words. */
final class TreeMapBook implements BookContract.Book {
    private final Map<Side, TreeMap<Long, Long>> levels = new EnumMap<>(Side.class);
    private final Map<Side, Long> horizon = new EnumMap<>(Side.class);
    private final Map<Side, Boolean> inclusive = new EnumMap<>(Side.class);

    TreeMapBook() {
        levels.put(Side.BID, new TreeMap<>(Comparator.reverseOrder()));
        levels.put(Side.ASK, new TreeMap<>());
    }

    @Override
    public void set(Side side, long price, long quantity) {
        if (quantity == 0) {
            levels.get(side).remove(price);
        } else {
            levels.get(side).put(price, quantity);
        }
    }

    @Override
    public void endMessage(int retained) {
        for (Side side : Side.values()) {
            while (levels.get(side).size() > retained) {
                long evicted = levels.get(side).pollLastEntry().getKey();
                if (covered(side, evicted)) {
                    horizon.put(side, evicted);
                    inclusive.put(side, false);
                }
            }
        }
    }

    private boolean covered(Side side, long price) {
        Long worst = horizon.get(side);
        if (worst == null) {
            return false;
        }
        return isWorse(side, worst, price) || (worst == price && inclusive.get(side));
    }

    @Override
    public void load(List<BookContract.Level> snapshot) {
        for (Side side : Side.values()) {
            levels.get(side).clear();
            levels.get(side).putAll(side(snapshot, side));
            horizon.put(side, levels.get(side).lastKey());
            inclusive.put(side, true);
        }
    }

    @Override
    public boolean reconcile(List<BookContract.Level> snapshot) {
        boolean equal = true;
        for (Side side : Side.values()) {
            TreeMap<Long, Long> theirs = side(snapshot, side);
            TreeMap<Long, Long> ours = levels.get(side);
            long worst = theirs.lastKey();
            boolean certifiedEqual = true;
            for (long price : union(ours, theirs, worst)) {
                boolean same = ours.getOrDefault(price, 0L).equals(theirs.getOrDefault(price, 0L));
                equal &= same;
                certifiedEqual &= same || !covered(side, price);
            }
            Long old = horizon.get(side);
            boolean further = old != null && isWorse(side, old, worst);
            ours.headMap(worst, true).clear();
            ours.putAll(theirs);
            if (!(certifiedEqual && further)) {
                horizon.put(side, worst);
                inclusive.put(side, true);
            }
        }
        return equal;
    }

    private static boolean isWorse(Side side, long one, long other) {
        return side == Side.BID ? one < other : one > other;
    }

    private static TreeSet<Long> union(
            TreeMap<Long, Long> ours, TreeMap<Long, Long> theirs, long worst) {
        TreeSet<Long> prices = new TreeSet<>(ours.headMap(worst, true).keySet());
        prices.addAll(theirs.headMap(worst, true).keySet());
        return prices;
    }

    @Override
    public List<BookContract.Level> levels(Side side) {
        List<BookContract.Level> list = new ArrayList<>();
        levels.get(side).forEach((p, q) -> list.add(new BookContract.Level(side, p, q)));
        return list;
    }

    @Override
    public int certified(Side side, int most) {
        return (int)
                levels.get(side).keySet().stream()
                        .limit(most)
                        .filter(price -> covered(side, price))
                        .count();
    }

    @Override
    public double drift(List<BookContract.Level> snapshot) {
        if (levels.get(Side.BID).isEmpty() && levels.get(Side.ASK).isEmpty()) {
            return Double.NaN;
        }
        double sum = 0;
        for (Side side : Side.values()) {
            sum += meanSquare(side, side(snapshot, side));
        }
        return Math.sqrt(sum / 2);
    }

    private double meanSquare(Side side, TreeMap<Long, Long> theirs) {
        TreeMap<Long, Long> ours = levels.get(side);
        if (ours.isEmpty() || theirs.isEmpty()) {
            return 0;
        }
        long worst =
                isWorse(side, ours.lastKey(), theirs.lastKey()) ? theirs.lastKey() : ours.lastKey();
        TreeSet<Long> prices = union(ours, theirs, worst);
        double sum = 0;
        for (long price : prices) {
            Long q = ours.get(price);
            Long expected = theirs.get(price);
            double e =
                    q == null || expected == null ? 1 : Math.abs(q - expected) / (double) expected;
            sum += e * e;
        }
        return prices.isEmpty() ? 0 : sum / prices.size();
    }

    private TreeMap<Long, Long> side(List<BookContract.Level> snapshot, Side side) {
        TreeMap<Long, Long> map = new TreeMap<>(levels.get(side).comparator());
        for (BookContract.Level level : snapshot) {
            if (level.side() == side) {
                map.put(level.price(), level.quantity());
            }
        }
        return map;
    }
}
