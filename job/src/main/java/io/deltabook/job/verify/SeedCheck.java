// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import io.deltabook.contract.EventType;
import io.deltabook.contract.Missing;
import io.deltabook.contract.SeedPoint;
import io.deltabook.contract.SnapshotKind;

/** A lane that continues from a seed must start with the seed's RESYNC. */
final class SeedCheck {
    private final SeedPoint seed;
    private final Findings findings;

    /**
     * @param seed what the lane continues from according to the marker, null for none
     */
    SeedCheck(SeedPoint seed, Findings findings) {
        this.seed = seed;
        this.findings = findings;
    }

    /** Checks the lane's first row. */
    void first(LaneRows rows) {
        if (seed == null) {
            return;
        }
        if (rows.type() != EventType.BOOK_SNAPSHOT || rows.kind() != SnapshotKind.RESYNC) {
            findings.row(
                    FindingKind.SEED,
                    rows,
                    "the first row must be the RESYNC of the seed, but is a %s",
                    rows.kind() == null ? rows.type() : rows.kind());
            return;
        }
        int row = rows.row();
        boolean hasId = !rows.chunk().updateId().isNull(row);
        long id = hasId ? rows.chunk().updateId().value(row) : Missing.ID;
        require(rows, "update_id", seed.updateId(), id);
        require(rows, "event_timestamp", seed.timeNanos(), rows.nanos());
        if (rows.state() != seed.state()) {
            findings.row(
                    FindingKind.SEED,
                    rows,
                    "book_state must be %s as in the seed, but is %s",
                    seed.state(),
                    rows.state());
        }
    }

    private void require(LaneRows rows, String column, long expected, long found) {
        if (found != expected) {
            findings.row(
                    FindingKind.SEED,
                    rows,
                    "%s must be %s as in the seed, but is %s",
                    column,
                    text(expected),
                    text(found));
        }
    }

    private static String text(long value) {
        return value == Missing.ID ? "null" : Long.toString(value);
    }
}
