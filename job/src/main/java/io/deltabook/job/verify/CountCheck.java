// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify;

import io.deltabook.contract.EventType;
import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.job.output.LaneReport;
import io.deltabook.statistics.LaneCounters;
import io.deltabook.statistics.LaneCounters.Counter;
import java.util.EnumMap;
import java.util.Map;

/** Checks that a lane's statistics match the content of its files, and that its rows balance. */
final class CountCheck {
    /** Incidents that are written whenever their counter is incremented. */
    private static final Map<IncidentKind, Counter> INCIDENTS = incidents();

    private final LaneId lane;
    private final LaneCounters counters;
    private final Findings findings;

    private CountCheck(LaneReport report, Findings findings) {
        this.lane = report.lane();
        this.counters = report.counters();
        this.findings = findings;
    }

    private static Map<IncidentKind, Counter> incidents() {
        Map<IncidentKind, Counter> counters = new EnumMap<>(IncidentKind.class);
        counters.put(IncidentKind.GAP, Counter.GAPS);
        counters.put(IncidentKind.STALE, Counter.STALE);
        counters.put(IncidentKind.LATE, Counter.LATE);
        counters.put(IncidentKind.DUPLICATE, Counter.DUPLICATES);
        counters.put(IncidentKind.REGRESSION, Counter.REGRESSIONS);
        counters.put(IncidentKind.RESTART, Counter.RESTARTS);
        counters.put(IncidentKind.RESYNC, Counter.RESYNCS);
        counters.put(IncidentKind.REPAIR, Counter.REPAIRED_LEVELS);
        counters.put(IncidentKind.SILENCE, Counter.SILENCES);
        counters.put(IncidentKind.FROZEN, Counter.FROZEN);
        counters.put(IncidentKind.TIME_REGRESSION, Counter.TIME_REGRESSIONS);
        return counters;
    }

    /**
     * Checks a lane.
     *
     * @param report its statistics
     * @param result what its events files contain, null if there are none
     * @param side its rejects and incidents
     */
    static void check(
            LaneReport report, LaneResult result, SideRows.Counts side, Findings findings) {
        CountCheck check = new CountCheck(report, findings);
        check.events(result);
        check.equal(
                "last event_seq + 1",
                result == null ? report.firstSeq() : result.nextSeq(),
                "first_event_seq + events",
                report.nextSeq());
        check.rejects(side);
        check.incidents(side);
        check.balance("delta rows", report.counters().unaccountedRows());
        check.balance("trades", report.counters().unaccountedTrades());
        check.balance("book rows", report.counters().unaccountedBookRows());
    }

    private void events(LaneResult result) {
        rows(result, EventType.BOOK_DELTA, Counter.DELTA_EVENTS);
        rows(result, EventType.BOOK_SNAPSHOT, Counter.SNAPSHOT_EVENTS);
        rows(result, EventType.TRADE, Counter.TRADE_EVENTS);
        snapshots(result, SnapshotKind.RESYNC, Counter.RESYNCS);
        snapshots(result, SnapshotKind.CHECK, Counter.CHECKS);
        closes(result == null ? 0 : result.closes());
    }

    /**
     * Each message that is not old ends with one last_in_message. A message may consist entirely of
     * rejected and id-only rows; repairs of a replayed message have an end of their own, as have
     * differences of books.
     */
    private void closes(long found) {
        long messages =
                counters.value(Counter.MESSAGES)
                        - counters.value(Counter.STALE)
                        - counters.value(Counter.LATE)
                        - counters.value(Counter.DUPLICATES);
        long empty = counters.value(Counter.REJECTED_ROWS) + counters.value(Counter.ID_ONLY_ROWS);
        long min = messages - empty;
        long max =
                messages
                        + counters.value(Counter.REPAIR_EVENTS)
                        + counters.value(Counter.DIFFERENCE_EVENTS);
        if (found < min || found > max) {
            findings.lane(
                    FindingKind.COUNT,
                    lane,
                    "rows with last_in_message must be %d to %d by the messages that statistics count, but are %d",
                    min,
                    max,
                    found);
        }
    }

    private void rows(LaneResult result, EventType type, Counter counter) {
        equal("rows of " + type, result == null ? 0 : result.rows(type), counter);
    }

    private void snapshots(LaneResult result, SnapshotKind kind, Counter counter) {
        equal(kind + " snapshots", result == null ? 0 : result.snapshots(kind), counter);
    }

    private void rejects(SideRows.Counts side) {
        equal("rejected rows of deltas", side.rejects("deltas"), Counter.REJECTED_ROWS);
        equal("rejected rows of trades", side.rejects("trades"), Counter.TRADES_REJECTED);
        equal("rejected rows of book", side.rejects("book"), Counter.BOOK_ROWS_REJECTED);
    }

    private void incidents(SideRows.Counts side) {
        INCIDENTS.forEach(
                (kind, counter) ->
                        equal(kind + " incidents", side.incidents(kind.name()), counter));
        IncidentKind refused = IncidentKind.REFUSED_SNAPSHOT;
        equal(
                refused + " incidents",
                side.incidents(refused.name()),
                "refused snapshots",
                counters.refused());
        if (counters.isKnown(Counter.INCIDENTS)) {
            equal("incidents", side.incidents(), Counter.INCIDENTS);
        }
        if (counters.isKnown(Counter.PERIODS)) {
            equal("periods", side.periods(), Counter.PERIODS);
        }
    }

    private void equal(String what, long found, Counter counter) {
        equal(what, found, counter.column(), counters.value(counter));
    }

    private void equal(String what, long found, String name, long counted) {
        if (found != counted) {
            findings.lane(
                    FindingKind.COUNT,
                    lane,
                    "%s must be %d as statistics count in %s, but are %d",
                    what,
                    counted,
                    name,
                    found);
        }
    }

    private void balance(String what, long unaccounted) {
        if (unaccounted != 0) {
            findings.lane(
                    FindingKind.COUNT,
                    lane,
                    "all %s in must be accounted for in statistics, but %d are not",
                    what,
                    unaccounted);
        }
    }
}
