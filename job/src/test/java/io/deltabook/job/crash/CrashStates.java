// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.crash;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * States in which a power cut can leave a disk: after each operation of a trace everything that was
 * forced, and of the rest none, all, up to three, or all but up to three. As many as are wanted,
 * the same number after each operation: both extremes first, the others drawn by a seed.
 */
public final class CrashStates {
    private static final int MOST_TOGETHER = 3;

    private final DiskTrace trace;
    private final int from;
    private final int to;
    private final int wanted;
    private final Random random;
    private final Set<Long> seen = new HashSet<>();

    /** Is shown each state once. */
    public interface Visitor {
        /**
         * Looks at a state.
         *
         * @param disk what the disk holds
         * @param after how many operations had been done
         * @param what says in words which of them reached the disk
         */
        void visit(DiskState disk, int after, String what) throws IOException;
    }

    /**
     * Chooses.
     *
     * @param from how many operations have been done when the power may first go
     * @param to how many when it may last
     * @param wanted about how many
     */
    public CrashStates(DiskTrace trace, int from, int to, int wanted, long seed) {
        this.trace = trace;
        this.from = from;
        this.to = to;
        this.wanted = wanted;
        this.random = new Random(seed);
    }

    /** Shows all of them; returns how many differed. */
    public int visit(Visitor visitor) throws IOException {
        int moments = to - from + 1;
        for (int moment = 0; moment < moments; moment++) {
            // What earlier moments could not give, later ones may.
            long due = Math.max(1, (long) wanted * (moment + 1) / moments);
            if (seen.size() >= due) {
                continue;
            }
            int after = from + moment;
            int[] unforced = unforced(after);
            visit(after, unforced, new int[0], visitor);
            for (int draw = 0; seen.size() < due && draw < wanted / moments * 4 + 4; draw++) {
                if (unforced.length > 0) {
                    visit(after, unforced, some(unforced), visitor);
                }
            }
        }
        return seen.size();
    }

    private int[] unforced(int after) {
        List<Integer> unforced = new ArrayList<>();
        for (int i = 0; i < after; i++) {
            DiskOperation operation = trace.operations().get(i);
            if (trace.forcedBy(operation) > after && !(operation instanceof DiskOperation.Force)) {
                unforced.add(i);
            }
        }
        return unforced.stream().mapToInt(Integer::intValue).toArray();
    }

    private int[] some(int[] unforced) {
        int size = 1 + random.nextInt(Math.min(MOST_TOGETHER, unforced.length));
        Set<Integer> some = new HashSet<>();
        while (some.size() < size) {
            some.add(unforced[random.nextInt(unforced.length)]);
        }
        return some.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    /** With these alone of the unforced ones, and with all but these. */
    private void visit(int after, int[] unforced, int[] some, Visitor visitor) throws IOException {
        for (boolean isWith : new boolean[] {true, false}) {
            DiskState disk = new DiskState(trace.root());
            for (int i = 0; i < after; i++) {
                boolean isForced = Arrays.binarySearch(unforced, i) < 0;
                if (isForced || Arrays.binarySearch(some, i) >= 0 == isWith) {
                    trace.operations().get(i).apply(disk);
                }
            }
            if (seen.add(disk.fingerprint())) {
                visitor.visit(disk, after, words(after, unforced, some, isWith));
            }
        }
    }

    private String words(int after, int[] unforced, int[] some, boolean isWith) {
        List<String> names = new ArrayList<>();
        for (int number : some) {
            names.add(trace.operations().get(number).toString());
        }
        return "after operation %d (%s), of %d unforced ones %s %s"
                .formatted(
                        after,
                        after == 0 ? "none" : trace.operations().get(after - 1),
                        unforced.length,
                        isWith ? "only" : "all but",
                        names);
    }
}
