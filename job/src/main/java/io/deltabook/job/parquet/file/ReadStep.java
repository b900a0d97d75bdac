// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.file;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Requests that are made together. Small row groups are joined into one step; of a row group that
 * is too large, each chunk has steps of its own, and the columns advance side by side.
 */
final class ReadStep {
    /** A step takes row groups until it has as many bytes. */
    private static final long ENOUGH = 8L << 20;

    /** Unwanted bytes between two chunks that are read along rather than asked around. */
    private static final long GAP = 256 << 10;

    /** Fewest bytes of a request for a part of a chunk. */
    private static final long SMALLEST = 64 << 10;

    private final int firstGroup;
    private final int lastGroup;
    private final int column;
    private final List<Extent> requests;
    private final List<ReadStep> beside = new ArrayList<>();
    private final List<ReadStep> following = new ArrayList<>();
    private boolean isBegun;

    /**
     * @param column index of the only column, −1 for all
     */
    private ReadStep(int firstGroup, int lastGroup, int column, List<Extent> requests) {
        this.firstGroup = firstGroup;
        this.lastGroup = lastGroup;
        this.column = column;
        this.requests = requests;
    }

    /** The steps that read row groups with at most some bytes at a time. */
    static List<ReadStep> of(List<List<Extent>> rowGroups, long maxBytes) {
        List<ReadStep> steps = new ArrayList<>();
        List<ReadStep> before = List.of();
        int group = 0;
        while (group < rowGroups.size()) {
            List<Extent> whole = joined(rowGroups.subList(group, group + 1));
            List<ReadStep> now;
            int last = group;
            if (bytes(whole) > maxBytes) {
                now = parts(rowGroups.get(group), group, maxBytes, steps);
            } else {
                last = lastOf(rowGroups, group, maxBytes);
                ReadStep step =
                        new ReadStep(group, last, -1, joined(rowGroups.subList(group, last + 1)));
                steps.add(step);
                now = List.of(step);
            }
            for (ReadStep earlier : before) {
                earlier.following.addAll(earlier.followersOf(now));
            }
            before = lastParts(now);
            group = last + 1;
        }
        return steps;
    }

    /** The last row group of a step. */
    private static int lastOf(List<List<Extent>> rowGroups, int first, long maxBytes) {
        int last = first;
        long bytes = bytes(joined(rowGroups.subList(first, first + 1)));
        while (bytes < ENOUGH && last + 1 < rowGroups.size()) {
            bytes = bytes(joined(rowGroups.subList(first, last + 2)));
            if (bytes > maxBytes) {
                return last;
            }
            last++;
        }
        return last;
    }

    /** Steps of each chunk; returns the first of each. */
    private static List<ReadStep> parts(
            List<Extent> chunks, int group, long maxBytes, List<ReadStep> steps) {
        long all = bytes(chunks);
        List<ReadStep> heads = new ArrayList<>();
        for (int i = 0; i < chunks.size(); i++) {
            Extent chunk = chunks.get(i);
            long size = Math.max(SMALLEST, maxBytes * chunk.length() / Math.max(1, all));
            ReadStep earlier = null;
            for (long at = chunk.start(); at < chunk.end(); at += size) {
                Extent part = new Extent(at, Math.min(chunk.end(), at + size));
                ReadStep step = new ReadStep(group, group, i, List.of(part));
                steps.add(step);
                if (earlier == null) {
                    heads.add(step);
                } else {
                    earlier.following.add(step);
                }
                earlier = step;
            }
        }
        for (ReadStep head : heads) {
            head.beside.addAll(heads);
        }
        return heads;
    }

    private static List<ReadStep> lastParts(List<ReadStep> heads) {
        List<ReadStep> ends = new ArrayList<>();
        for (ReadStep head : heads) {
            ReadStep end = head;
            while (!end.following.isEmpty()) {
                end = end.following.get(0);
            }
            ends.add(end);
        }
        return ends;
    }

    private List<ReadStep> followersOf(List<ReadStep> next) {
        List<ReadStep> own = new ArrayList<>();
        for (ReadStep step : next) {
            if (column < 0 || step.column < 0 || step.column == column) {
                own.add(step);
            }
        }
        return own;
    }

    /** Few requests for all chunks of some row groups, in the order of the file. */
    private static List<Extent> joined(List<List<Extent>> rowGroups) {
        List<Extent> chunks = new ArrayList<>();
        rowGroups.forEach(chunks::addAll);
        chunks.removeIf(chunk -> chunk.length() == 0);
        chunks.sort(Comparator.comparingLong(Extent::start));
        List<Extent> requests = new ArrayList<>();
        for (Extent chunk : chunks) {
            int last = requests.size() - 1;
            Extent before = last < 0 ? null : requests.get(last);
            if (before != null && chunk.start() - before.end() <= GAP) {
                long end = Math.max(before.end(), chunk.end());
                requests.set(last, new Extent(before.start(), end));
            } else {
                requests.add(chunk);
            }
        }
        return requests;
    }

    private static long bytes(List<Extent> extents) {
        return extents.stream().mapToLong(Extent::length).sum();
    }

    List<Extent> requests() {
        return requests;
    }

    /** The steps that are needed at the same time. */
    List<ReadStep> beside() {
        return beside;
    }

    /** The steps that are needed next. */
    List<ReadStep> following() {
        return following;
    }

    /** Whether another step is behind once this one is read. */
    boolean isAfter(ReadStep other) {
        return other.lastGroup < firstGroup
                || other.lastGroup == firstGroup
                        && column >= 0
                        && other.column == column
                        && other.requests.get(0).start() < requests.get(0).start();
    }

    boolean isBegun() {
        return isBegun;
    }

    void begin() {
        isBegun = true;
    }
}
