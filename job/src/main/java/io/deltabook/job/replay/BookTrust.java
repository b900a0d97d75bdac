// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.replay;

import io.deltabook.book.ReplayBook;
import io.deltabook.contract.BookState;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.job.output.LaneReport;
import io.deltabook.job.output.StatisticsReader;
import io.deltabook.job.parquet.event.read.EventChunk;
import java.io.IOException;

/**
 * How many levels of a replayed book are covered and certified, as far as the files tell; never
 * more than the run itself would have written.
 */
final class BookTrust {
    private final LaneEvents lane;
    private final boolean mayForget;
    private boolean proves;
    private boolean isModeKnown;
    private SequenceMode mode;

    /** What the snapshot says that was just read; negative if the newest event is none. */
    private int coveredBids = -1;

    private int coveredAsks = -1;
    private int certifiedBids;
    private int certifiedAsks;

    BookTrust(LaneEvents lane) throws IOException {
        this.lane = lane;
        mayForget = lane.hasRejects();
    }

    /** A snapshot was read. */
    void snapshot(EventChunk chunk, int row, SnapshotKind kind, BookState state)
            throws IOException {
        coveredBids = Math.toIntExact(chunk.coveredBids().value(row));
        coveredAsks = Math.toIntExact(chunk.coveredAsks().value(row));
        certifiedBids = Math.toIntExact(chunk.certifiedBids().value(row));
        certifiedAsks = Math.toIntExact(chunk.certifiedAsks().value(row));
        if (state != BookState.LIVE || coveredBids + coveredAsks == 0) {
            return;
        }
        boolean isCertified = certifiedBids + certifiedAsks > 0;
        boolean isLoaded = kind == SnapshotKind.RESYNC || kind == SnapshotKind.CHECK;
        proves = isCertified && (!isLoaded || proves || isVerified());
    }

    /** Only statistics name the mode; a lane that has not ended has none. */
    private boolean isVerified() throws IOException {
        if (!isModeKnown) {
            isModeKnown = true;
            for (LaneReport report : StatisticsReader.read(lane.output())) {
                if (report.lane().equals(lane.lane())) {
                    mode = report.mode();
                }
            }
        }
        return mode != null && mode.isVerified();
    }

    /** A delta was read. */
    void delta() {
        coveredBids = -1;
        coveredAsks = -1;
    }

    int covered(Side side, int max, ReplayBook book) {
        if (!mayForget) {
            return book.covered(side, max);
        }
        int listed = side == Side.BID ? coveredBids : coveredAsks;
        return listed < 0 ? -1 : Math.min(listed, max);
    }

    int certified(Side side, int max, ReplayBook book) {
        if (proves) {
            return covered(side, max, book);
        }
        boolean isSnapshot = coveredBids >= 0;
        int listed = side == Side.BID ? certifiedBids : certifiedAsks;
        return isSnapshot ? Math.min(listed, max) : 0;
    }
}
