// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import io.deltabook.contract.SnapshotKind;
import io.deltabook.job.output.BookBounds;

/**
 * How many levels a side snapshots list, and how many the book keeps. Where the output does not say
 * so, it is at least as many as were ever listed.
 */
final class AnchorDepths {
    private final BookBounds bounds;
    private int anchors;
    private int published;
    private int retained = 1;

    /**
     * @param bounds what the run said, null where it did not
     */
    AnchorDepths(BookBounds bounds) {
        this.bounds = bounds;
    }

    /** Takes note of a snapshot that lists so many levels of its longer side. */
    void see(SnapshotKind kind, int levels) {
        retained = Math.max(retained, levels);
        switch (kind) {
            case RESYNC, PERIODIC -> anchors = Math.max(anchors, levels);
            case CHECK, INTERVAL -> published = Math.max(published, levels);
            case CLOSING -> {}
        }
    }

    /** Whether the numbers are the run's own. */
    boolean isExact() {
        return bounds != null;
    }

    /** Levels a side that the book keeps, at least. */
    int retained() {
        return bounds == null ? retained : bounds.retained();
    }

    /** Levels a side that a snapshot lists where the book has so many, at least. */
    int of(SnapshotKind kind) {
        return switch (kind) {
            case RESYNC, PERIODIC -> bounds == null ? anchors : bounds.anchorDepth();
            case CHECK, INTERVAL -> bounds == null ? published : bounds.publishedDepth();
            case CLOSING -> retained();
        };
    }
}
