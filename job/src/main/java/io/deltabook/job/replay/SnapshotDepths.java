// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.replay;

import io.deltabook.contract.SnapshotKind;
import io.deltabook.job.output.BookBounds;

/**
 * How many levels per side snapshots list and the book keeps. If the output does not record it, at
 * least as many as were ever listed.
 */
public final class SnapshotDepths {
    private final BookBounds bounds;
    private int anchors;
    private int published;
    private int retained = 1;

    /**
     * @param bounds bounds recorded by the run, null if there are none
     */
    public SnapshotDepths(BookBounds bounds) {
        this.bounds = bounds;
    }

    /** Records a snapshot whose longer side lists this many levels. */
    public void see(SnapshotKind kind, int levels) {
        retained = Math.max(retained, levels);
        switch (kind) {
            case RESYNC, PERIODIC -> anchors = Math.max(anchors, levels);
            case CHECK, INTERVAL -> published = Math.max(published, levels);
            case CLOSING -> {}
        }
    }

    /** Whether the numbers are recorded by the run. */
    public boolean isExact() {
        return bounds != null;
    }

    /** Minimum number of levels per side that the book keeps. */
    public int retained() {
        return bounds == null ? retained : bounds.retained();
    }

    /** Minimum number of levels per side that a snapshot lists if the book has that many. */
    public int of(SnapshotKind kind) {
        return switch (kind) {
            case RESYNC, PERIODIC -> bounds == null ? anchors : bounds.anchorDepth();
            case CHECK, INTERVAL -> bounds == null ? published : bounds.publishedDepth();
            case CLOSING -> retained();
        };
    }
}
