// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import io.deltabook.contract.BookState;
import io.deltabook.contract.EventType;
import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.RefusalReason;
import io.deltabook.contract.Side;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.oracle.ReferenceEvent;
import io.deltabook.oracle.ReferenceIncident;
import io.deltabook.oracle.ReferenceLevel;
import io.deltabook.oracle.ReferenceReject;
import io.deltabook.statistics.LaneCounters;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.ToLongFunction;

/** What a lane said about a scenario, from the engine or from the reference. */
record LaneRun(
        List<ReferenceEvent> events,
        List<ReferenceIncident> incidents,
        List<ReferenceReject> rejects,
        ToLongFunction<LaneCounters.Counter> counters,
        ToLongFunction<RefusalReason> refusals) {

    /** Runs scenarios in tests that hold for both. */
    interface Runner {
        LaneRun run(DeltaScenario scenario, BookSettings settings);
    }

    long count(LaneCounters.Counter counter) {
        return counters.applyAsLong(counter);
    }

    long refused(RefusalReason reason) {
        return refusals.applyAsLong(reason);
    }

    List<IncidentKind> incidentKinds() {
        return incidents.stream().map(ReferenceIncident::kind).toList();
    }

    ReferenceIncident incident(IncidentKind kind) {
        return incidents.stream()
                .filter(incident -> incident.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(kind + " in " + incidents));
    }

    /** State of every BOOK_DELTA of a message, in order. */
    List<BookState> statesOf(long updateId) {
        return deltasOf(updateId).stream().map(ReferenceEvent::state).toList();
    }

    List<ReferenceEvent> deltasOf(long updateId) {
        return events.stream()
                .filter(event -> event.type() == EventType.BOOK_DELTA)
                .filter(event -> event.updateId() == updateId)
                .toList();
    }

    /** Kinds of all BOOK_SNAPSHOT rows. */
    List<SnapshotKind> snapshotKinds() {
        return events.stream()
                .filter(event -> event.type() == EventType.BOOK_SNAPSHOT)
                .map(ReferenceEvent::kind)
                .toList();
    }

    /** The newest BOOK_SNAPSHOT of a kind. */
    ReferenceEvent snapshot(SnapshotKind kind) {
        return events.stream()
                .filter(event -> event.kind() == kind)
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new NoSuchElementException(kind + " in " + events));
    }

    /** State in which the lane ended; WAITING ends without a CLOSING. */
    BookState endState() {
        return snapshotKinds().contains(SnapshotKind.CLOSING)
                ? snapshot(SnapshotKind.CLOSING).state()
                : BookState.WAITING;
    }

    /** Prices of one side of the CLOSING, best first. */
    List<Long> closingPrices(Side side) {
        ReferenceEvent closing = snapshot(SnapshotKind.CLOSING);
        return prices(side == Side.BID ? closing.bids() : closing.asks());
    }

    static List<Long> prices(List<ReferenceLevel> levels) {
        return levels.stream().map(ReferenceLevel::price).toList();
    }
}
