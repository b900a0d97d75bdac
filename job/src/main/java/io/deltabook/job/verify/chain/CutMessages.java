// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify.chain;

import io.deltabook.contract.EventType;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.job.parquet.event.read.NumberValues;
import io.deltabook.job.verify.Findings;
import io.deltabook.job.verify.LaneRows;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the messages of a lane with rows on both sides of a seam. */
final class CutMessages {
    private CutMessages() {}

    /** Their ids: ids of seeds that the first message after the seam has as well. */
    static Set<Long> of(LaneId lane, List<ChainLink> links, Findings findings) throws IOException {
        Set<Long> cut = new HashSet<>();
        for (int link = 1; link < links.size(); link++) {
            if (links.get(link).seedIn(links.get(link - 1), lane) >= 0) {
                try (LaneRows rows = links.get(link).rows(lane, findings)) {
                    behind(rows, cut);
                }
            }
        }
        return cut;
    }

    private static void behind(LaneRows rows, Set<Long> cut) throws IOException {
        if (!rows.next() || rows.chunk().updateId().isNull(rows.row())) {
            return;
        }
        long seed = rows.chunk().updateId().value(rows.row());
        while (rows.next()) {
            NumberValues id = rows.chunk().updateId();
            boolean isMessage =
                    rows.type() == EventType.BOOK_DELTA
                            || rows.kind() == SnapshotKind.RESYNC
                            || rows.kind() == SnapshotKind.CHECK;
            if (isMessage) {
                if (!id.isNull(rows.row()) && id.value(rows.row()) == seed) {
                    cut.add(seed);
                }
                return;
            }
        }
    }
}
