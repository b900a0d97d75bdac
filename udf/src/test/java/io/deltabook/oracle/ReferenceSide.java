// SPDX-License-Identifier: Apache-2.0
package io.deltabook.oracle;

import io.deltabook.contract.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One side of the book in a sorted map, best price first, with its horizon (contract 3.1). */
final class ReferenceSide {
    private final Comparator<Long> bestFirst;
    private TreeMap<Long, Long> levels;

    /** Worst price down to which the side is known to be complete, null for none. */
    private Long horizon;

    private boolean horizonExclusive;

    /** The side is known to its end: the horizon lies beyond every price. */
    private boolean whole;

    ReferenceSide(Side side) {
        bestFirst = side == Side.BID ? Comparator.reverseOrder() : Comparator.naturalOrder();
        levels = new TreeMap<>(bestFirst);
    }

    TreeMap<Long, Long> emptyLevels() {
        return new TreeMap<>(bestFirst);
    }

    TreeMap<Long, Long> copyOfLevels() {
        return new TreeMap<>(levels);
    }

    boolean isEmpty() {
        return levels.isEmpty();
    }

    long best() {
        return levels.firstKey();
    }

    Map<Long, Long> levels() {
        return levels;
    }

    boolean has(long price) {
        return levels.containsKey(price);
    }

    void clear() {
        levels.clear();
        dropHorizon();
    }

    void dropHorizon() {
        horizon = null;
        whole = false;
    }

    /**
     * Something at a price is not known: the horizon comes in to it, if it lies there or beyond.
     */
    void cutHorizon(long price) {
        if (isCovered(price)) {
            horizon = price;
            horizonExclusive = true;
            whole = false;
        }
    }

    /** New absolute quantity of a price; 0 removes it. The horizon stays. */
    void put(long price, long quantity) {
        if (quantity == 0) {
            levels.remove(price);
        } else {
            levels.put(price, quantity);
        }
    }

    void load(Map<Long, Long> snapshot) {
        levels = emptyLevels();
        levels.putAll(snapshot);
        endAt(levels);
    }

    /** Sets the horizon to what a snapshot of these levels shows. */
    private void endAt(TreeMap<Long, Long> snapshot) {
        whole = snapshot.isEmpty();
        horizon = whole ? null : snapshot.lastKey();
        horizonExclusive = false;
    }

    /** Of the levels just loaded only this many are known to be complete. */
    void endAfter(int count) {
        if (count == 0) {
            dropHorizon();
        } else if (count < levels.size()) {
            horizon = best(count).get(count - 1).price();
            whole = false;
        }
    }

    /** The worst levels go until {@code retained} are left; each may move the horizon. */
    void evict(int retained) {
        while (levels.size() > retained) {
            cutHorizon(levels.pollLastEntry().getKey());
        }
    }

    /** Whether a price lies where the side is known to be complete. */
    boolean isCovered(long price) {
        if (whole) {
            return true;
        }
        if (horizon == null) {
            return false;
        }
        int order = bestFirst.compare(price, horizon);
        return horizonExclusive ? order < 0 : order <= 0;
    }

    /** True where any price from the best down to the snapshot's worst has another quantity. */
    boolean differsInRange(TreeMap<Long, Long> snapshot, Set<Long> unknown) {
        for (long price : inRange(snapshot)) {
            boolean same = quantity(levels, price) == quantity(snapshot, price);
            if (!same && !unknown.contains(price)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Takes over a snapshot of the same id: its range is replaced, worse levels stay, and so do
     * those at a price that the snapshot has a rejected row for. Without levels its range is the
     * whole side.
     */
    void replaceInRange(TreeMap<Long, Long> snapshot, Set<Long> unknown) {
        boolean agreed = true;
        for (long price : inRange(snapshot)) {
            if (unknown.contains(price)) {
                continue;
            }
            long theirs = quantity(snapshot, price);
            if (isCovered(price) && quantity(levels, price) != theirs) {
                agreed = false;
            }
            put(price, theirs);
        }
        boolean furtherOut =
                whole
                        || horizon != null
                                && !snapshot.isEmpty()
                                && bestFirst.compare(horizon, snapshot.lastKey()) > 0;
        if (!(agreed && furtherOut)) {
            endAt(snapshot);
        }
    }

    /** Prices of either, from the best down to the snapshot's worst. */
    private List<Long> inRange(TreeMap<Long, Long> snapshot) {
        TreeSet<Long> prices = new TreeSet<>(bestFirst);
        if (snapshot.isEmpty()) {
            prices.addAll(levels.keySet());
        } else {
            prices.addAll(union(snapshot, snapshot.lastKey()));
        }
        return new ArrayList<>(prices);
    }

    /** Root mean square of the relative errors of the book against the snapshot (contract 3.4). */
    double drift(TreeMap<Long, Long> snapshot) {
        if (levels.isEmpty() || snapshot.isEmpty()) {
            return 0;
        }
        long bookWorst = levels.lastKey();
        long snapshotWorst = snapshot.lastKey();
        long end = bestFirst.compare(bookWorst, snapshotWorst) < 0 ? bookWorst : snapshotWorst;
        double sum = 0;
        int count = 0;
        for (long price : union(snapshot, end)) {
            double mine = quantity(levels, price);
            double theirs = quantity(snapshot, price);
            double error = mine == 0 || theirs == 0 ? 1 : Math.abs(mine - theirs) / theirs;
            sum += error * error;
            count++;
        }
        return count == 0 ? 0 : Math.sqrt(sum / count);
    }

    /** Best levels, at most {@code limit}. */
    List<ReferenceLevel> best(int limit) {
        List<ReferenceLevel> list = new ArrayList<>();
        for (Map.Entry<Long, Long> level : levels.entrySet()) {
            if (list.size() < limit) {
                list.add(new ReferenceLevel(level.getKey(), level.getValue()));
            }
        }
        return list;
    }

    int covered(List<ReferenceLevel> listed) {
        int count = 0;
        for (ReferenceLevel level : listed) {
            if (isCovered(level.price())) {
                count++;
            }
        }
        return count;
    }

    /** Prices of the levels at {@code price} or better, best first. */
    List<Long> atOrBetter(long price) {
        return new ArrayList<>(levels.headMap(price, true).keySet());
    }

    private TreeSet<Long> union(TreeMap<Long, Long> snapshot, long worst) {
        TreeSet<Long> prices = new TreeSet<>(bestFirst);
        prices.addAll(levels.headMap(worst, true).keySet());
        prices.addAll(snapshot.headMap(worst, true).keySet());
        return prices;
    }

    private static long quantity(TreeMap<Long, Long> side, long price) {
        return side.getOrDefault(price, 0L);
    }
}
