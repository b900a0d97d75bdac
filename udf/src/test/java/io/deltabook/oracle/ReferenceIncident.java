// SPDX-License-Identifier: Apache-2.0
package io.deltabook.oracle;

import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.Missing;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotSource;

/** The facts of one incident that follow from the contract alone; free texts are left out. */
public record ReferenceIncident(
        IncidentKind kind,
        long eventSeq,
        long timeNanos,
        String reason,
        String source,
        long updateId,
        long expectedId,
        long actualId,
        long size,
        Side side,
        long price,
        double drift) {

    static ReferenceIncident of(
            IncidentKind kind, long eventSeq, long timeNanos, String reason, long updateId) {
        return gap(kind, eventSeq, timeNanos, reason, updateId, Missing.ID, Missing.ID, Missing.ID);
    }

    static ReferenceIncident gap(
            IncidentKind kind,
            long eventSeq,
            long timeNanos,
            String reason,
            long updateId,
            long expectedId,
            long actualId,
            long size) {
        return new ReferenceIncident(
                kind,
                eventSeq,
                timeNanos,
                reason,
                null,
                updateId,
                expectedId,
                actualId,
                size,
                null,
                Missing.ID,
                Double.NaN);
    }

    ReferenceIncident withDrift(double measured) {
        return with(source, side, price, measured);
    }

    ReferenceIncident from(SnapshotSource snapshotSource) {
        return with(snapshotSource.word(), side, price, drift);
    }

    ReferenceIncident withLevel(Side levelSide, long levelPrice) {
        return with(source, levelSide, levelPrice, drift);
    }

    private ReferenceIncident with(String from, Side at, long level, double measured) {
        return new ReferenceIncident(
                kind,
                eventSeq,
                timeNanos,
                reason,
                from,
                updateId,
                expectedId,
                actualId,
                size,
                at,
                level,
                measured);
    }
}
