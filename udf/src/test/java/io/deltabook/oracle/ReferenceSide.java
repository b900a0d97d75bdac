// SPDX-License-Identifier: Apache-2.0
package io.deltabook.oracle;

import io.deltabook.contract.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** One side of the book in a sorted map, best price first, with its horizon (contract 3.1). */
final class ReferenceSide {
    private final Comparator<Long> bestFirst;
    private TreeMap<Long, Long> levels;

    /** Worst price down to which the side is known to be complete, null for none. */
    private Long horizon;

    private boolean horizonExclusive;

    ReferenceSide(Side side) {
        bestFirst = side == Side.BID ? Comparator.reverseOrder() : Comparator.naturalOrder();
        levels = new TreeMap<>(bestFirst);
    }

    TreeMap<Long, Long> emptyLevels() {
        return new TreeMap<>(bestFirst);
    }

    boolean isEmpty() {
        return levels.isEmpty();
    }

    long best() {
        return levels.firstKey();
    }

    boolean has(long price) {
        return levels.containsKey(price);
    }

    void clear() {
        levels.clear();
        horizon = null;
    }

    void dropHorizon() {
        horizon = null;
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
        horizon = levels.lastKey();
        horizonExclusive = false;
    }

    /** The worst levels go until {@code retained} are left; each may move the horizon. */
    void evict(int retained) {
        while (levels.size() > retained) {
            long worst = levels.pollLastEntry().getKey();
            if (isCertified(worst)) {
                horizon = worst;
                horizonExclusive = true;
            }
        }
    }

    boolean isCertified(long price) {
        if (horizon == null) {
            return false;
        }
        int order = bestFirst.compare(price, horizon);
        return horizonExclusive ? order < 0 : order <= 0;
    }

    /** True where any price from the best down to the snapshot's worst has another quantity. */
    boolean differsInRange(TreeMap<Long, Long> snapshot) {
        for (long price : union(snapshot, snapshot.lastKey())) {
            if (quantity(levels, price) != quantity(snapshot, price)) {
                return true;
            }
        }
        return false;
    }

    /** Takes over a snapshot of the same id: its range is replaced, worse levels stay. */
    void replaceInRange(TreeMap<Long, Long> snapshot) {
        long worst = snapshot.lastKey();
        boolean agreed = true;
        for (long price : union(snapshot, worst)) {
            if (isCertified(price) && quantity(levels, price) != quantity(snapshot, price)) {
                agreed = false;
            }
        }
        boolean furtherOut = horizon != null && bestFirst.compare(horizon, worst) > 0;
        levels.keySet().removeIf(price -> bestFirst.compare(price, worst) <= 0);
        levels.putAll(snapshot);
        if (!(agreed && furtherOut)) {
            horizon = worst;
            horizonExclusive = false;
        }
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

    int certified(List<ReferenceLevel> listed) {
        int count = 0;
        for (ReferenceLevel level : listed) {
            if (isCertified(level.price())) {
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
