// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.generate.synthetic;

import io.deltabook.contract.RejectReason;
import io.deltabook.job.generate.synthetic.Planted.Count;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Writes the lane of one symbol: a quiet market, interrupted at intervals by an episode with a
 * fault. Every episode that makes the book unreliable ends with a snapshot that arrives a few
 * messages late.
 */
final class LaneGenerator {
    /** Maximum rows of an episode; the last rows of a lane are quiet. */
    private static final long ROOM = 16_000;

    private static final long USUAL_SPACING = 20_000;
    private static final int EPISODE_ROWS = 150;
    private static final int MAJOR_GAP = 1_000;
    private static final int[] GAPS = {1, 40, 400};

    private final Market market;
    private final MessageWriter out;
    private final Planted planted;
    private final SplittableRandom random;
    private final DeltaMessage message = new DeltaMessage();
    private final DeltaMessage snapshot = new DeltaMessage();
    private final ArrayDeque<Episode> episodes = new ArrayDeque<>();
    private int smallGaps;

    private enum Episode {
        SMALL_GAP,
        MAJOR_GAP,
        LATE_MESSAGE,
        BAD_ROWS,
        REPEATED_BLOCK,
        REDELIVERY,
        EARLY_SNAPSHOT,
        BEHIND_SNAPSHOT,
        SAME_SNAPSHOT
    }

    LaneGenerator(Market market, MessageWriter out, Planted planted, SplittableRandom random) {
        this.market = market;
        this.out = out;
        this.planted = planted;
        this.random = random;
    }

    /** Writes exactly this many rows. */
    void write(long rows) throws IOException {
        long allKinds = (rows - ROOM) / (Episode.values().length + 1);
        long spacing = Math.max(EPISODE_ROWS, Math.min(USUAL_SPACING, allKinds));
        begin();
        long next = out.rows() + spacing;
        while (out.rows() < rows) {
            if (out.rows() >= next && rows - out.rows() >= ROOM) {
                play(nextEpisode());
                next += spacing;
            } else {
                send((int) Math.min(Integer.MAX_VALUE, rows - out.rows()));
            }
        }
    }

    /** Writes exactly this many rows: a snapshot, then messages without any fault. */
    void writeClean(long rows) throws IOException {
        market.snapshot(snapshot);
        sendSnapshot();
        while (out.rows() < rows) {
            send((int) Math.min(Integer.MAX_VALUE, rows - out.rows()));
        }
    }

    /** A row without any time, two messages, and the snapshot that belongs before them. */
    private void begin() throws IOException {
        market.advanceEmpty(message);
        out.writeBadRow(message, RejectReason.NULL_TIME);
        market.snapshot(snapshot);
        quiet(2);
        sendSnapshot();
    }

    private Episode nextEpisode() {
        if (episodes.isEmpty()) {
            List<Episode> all = new ArrayList<>(List.of(Episode.values()));
            Collections.shuffle(all, new Random(random.nextLong()));
            episodes.addAll(all);
        }
        return episodes.remove();
    }

    private void play(Episode episode) throws IOException {
        switch (episode) {
            case SMALL_GAP -> gap(GAPS[smallGaps++ % GAPS.length]);
            case MAJOR_GAP -> gap(MAJOR_GAP + 1 + random.nextInt(3 * MAJOR_GAP));
            case LATE_MESSAGE -> lateMessage();
            case BAD_ROWS -> badRows();
            case REPEATED_BLOCK -> repeatedBlock();
            case REDELIVERY -> redelivery();
            case EARLY_SNAPSHOT -> earlySnapshot();
            case BEHIND_SNAPSHOT -> behindSnapshot();
            case SAME_SNAPSHOT -> {
                market.snapshot(snapshot);
                sendSnapshot();
            }
        }
        quiet(3);
    }

    /** Loses messages until at least this many ids are missing. */
    private void gap(int minIds) throws IOException {
        long missing = 0;
        while (missing < minIds) {
            market.advance(message, EPISODE_ROWS);
            missing += message.idSpan();
        }
        countGap(missing);
        quiet(4 + random.nextInt(12));
        heal();
    }

    private void lateMessage() throws IOException {
        market.advance(message, EPISODE_ROWS);
        DeltaMessage late = message.copy();
        countGap(late.idSpan());
        quiet(3);
        out.write(late);
        planted.add(Count.LATE, 1);
        planted.add(Count.LATE_ROWS, late.size());
        quiet(5);
        heal();
    }

    /** One row for each reason except the one that only a lane's first row can have. */
    private void badRows() throws IOException {
        for (RejectReason reason : RejectReason.values()) {
            if (reason != RejectReason.NULL_TIME) {
                market.advance(message, EPISODE_ROWS);
                out.writeWithBadRow(message, reason, random.nextInt(message.size() + 1));
                planted.add(Count.ACCEPTED_ROWS, message.size());
            }
        }
        quiet(5);
        heal();
    }

    private void repeatedBlock() throws IOException {
        send(EPISODE_ROWS);
        int times = 1 + random.nextInt(2);
        for (int i = 0; i < times; i++) {
            resend(message);
        }
    }

    private void redelivery() throws IOException {
        quiet(2);
        send(EPISODE_ROWS);
        DeltaMessage again = message.copy();
        quiet(2);
        resend(again);
    }

    private void resend(DeltaMessage again) throws IOException {
        out.write(again);
        planted.add(Count.DUPLICATES, 1);
        planted.add(Count.DUPLICATE_ROWS, again.size());
    }

    /** A snapshot newer than the messages that follow it. */
    private void earlySnapshot() throws IOException {
        List<DeltaMessage> overtaken = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            market.advance(message, EPISODE_ROWS);
            overtaken.add(message.copy());
        }
        market.snapshot(snapshot);
        sendSnapshot();
        for (DeltaMessage stale : overtaken) {
            out.write(stale);
            planted.add(Count.STALE, 1);
            planted.add(Count.STALE_ROWS, stale.size());
        }
    }

    /** A snapshot older than a book that needs none. */
    private void behindSnapshot() throws IOException {
        market.snapshot(snapshot);
        quiet(2);
        out.write(snapshot);
        planted.add(Count.SNAPSHOT_ROWS, snapshot.size());
        planted.add(Count.SNAPSHOTS_REFUSED, 1);
    }

    private void heal() throws IOException {
        market.snapshot(snapshot);
        quiet(1 + random.nextInt(4));
        sendSnapshot();
    }

    private void sendSnapshot() throws IOException {
        out.write(snapshot);
        planted.add(Count.SNAPSHOT_ROWS, snapshot.size());
        planted.add(Count.SNAPSHOTS_TAKEN, 1);
    }

    private void quiet(int messages) throws IOException {
        for (int i = 0; i < messages; i++) {
            send(EPISODE_ROWS);
        }
    }

    private void send(int maxRows) throws IOException {
        market.advance(message, maxRows);
        out.write(message);
        planted.add(Count.ACCEPTED_ROWS, message.size());
    }

    private void countGap(long ids) {
        if (market.instrument().chained()) {
            planted.addGapOfUnknownSize();
        } else {
            planted.addGap(ids);
        }
    }
}
