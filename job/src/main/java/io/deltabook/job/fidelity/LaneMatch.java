// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity;

import io.deltabook.contract.LaneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which lane of a reference is the same market as a lane of the output: sources spell a symbol with
 * and without a hyphen, and not every one names the exchange.
 */
final class LaneMatch {
    private LaneMatch() {}

    /**
     * The lane of the reference; null if there is none, or no one of several.
     *
     * @param lanes all lanes of the output
     * @param others all lanes of the reference
     */
    static LaneId of(LaneId lane, Set<LaneId> lanes, Set<LaneId> others) {
        if (others.contains(lane)) {
            return lane;
        }
        List<LaneId> alike =
                others.stream()
                        .filter(other -> isAlike(lane.symbol(), other.symbol()))
                        .filter(other -> !lanes.contains(other))
                        .toList();
        if (alike.size() > 1) {
            alike =
                    alike.stream()
                            .filter(other -> isAlike(lane.exchange(), other.exchange()))
                            .toList();
        }
        if (alike.size() == 1) {
            return alike.get(0);
        }
        boolean isUnnamed = others.size() == 1 && others.iterator().next().symbol().isEmpty();
        return isUnnamed && lanes.size() == 1 ? others.iterator().next() : null;
    }

    private static boolean isAlike(String one, String other) {
        return plain(one).equals(plain(other));
    }

    private static String plain(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}]", "").toUpperCase(Locale.ROOT);
    }
}
