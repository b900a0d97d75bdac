// SPDX-License-Identifier: Apache-2.0
package io.deltabook.engine;

import static org.assertj.core.api.Assertions.fail;

import io.deltabook.contract.BookState;
import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.RefusalReason;
import io.deltabook.oracle.ReferenceCounters;
import io.deltabook.oracle.ReferenceIncident;
import io.deltabook.oracle.ReferenceLane;
import io.deltabook.statistics.LaneCounters;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;

/** What the engine and the reference say of one lane, side by side. */
final class OracleComparison {
    private static final double DRIFT_TOLERANCE = 1e-9;

    private final ReferenceLane reference;
    private final EngineRun run;
    private int events;
    private int incidents;
    private int rejects;

    OracleComparison(ReferenceLane reference, EngineRun run) {
        this.reference = reference;
        this.run = run;
    }

    /** Requires that both said the same since the last time, and count the same. */
    void require(String where) {
        RecordingOutput output = run.output;
        assertSame(where + " event", reference.events(), output.events, events, Objects::equals);
        assertSame(
                where + " incident",
                reference.incidents(),
                output.incidents,
                incidents,
                OracleComparison::isSame);
        assertSame(
                where + " reject", reference.rejects(), output.rejects, rejects, Objects::equals);
        assertCounters(where, reference, run.state());
        events = output.events.size();
        incidents = output.incidents.size();
        rejects = output.rejects.size();
    }

    /** Compares what came after the first {@code from}, which were compared before. */
    private static <T> void assertSame(
            String where, List<T> expected, List<T> actual, int from, BiPredicate<T, T> same) {
        int common = Math.min(expected.size(), actual.size());
        for (int i = from; i < common; i++) {
            if (!same.test(expected.get(i), actual.get(i))) {
                fail("%s %d%nexpected %s%nbut was  %s", where, i, expected.get(i), actual.get(i));
            }
        }
        if (actual.size() > common) {
            fail("%s %d must not be, but was%n%s", where, common, actual.get(common));
        }
        if (expected.size() > common) {
            fail("%s %d must be, but is missing%n%s", where, common, expected.get(common));
        }
    }

    /** Equal in what the contract fixes: how a restart names its ids, for one, is free. */
    private static boolean isSame(ReferenceIncident expected, ReferenceIncident actual) {
        boolean restart = Objects.equals(expected.reason(), "RESTART");
        boolean gapIds =
                expected.kind() != IncidentKind.GAP
                        || restart
                        || (expected.expectedId() == actual.expectedId()
                                && expected.actualId() == actual.actualId());
        boolean level =
                expected.kind() != IncidentKind.REPAIR
                        || (expected.side() == actual.side() && expected.price() == actual.price());
        boolean source = expected.source() == null || expected.source().equals(actual.source());
        boolean drift =
                Double.compare(expected.drift(), actual.drift()) == 0
                        || Math.abs(expected.drift() - actual.drift()) < DRIFT_TOLERANCE;
        return expected.kind() == actual.kind()
                && expected.eventSeq() == actual.eventSeq()
                && expected.timeNanos() == actual.timeNanos()
                && expected.updateId() == actual.updateId()
                && expected.size() == actual.size()
                && Objects.equals(expected.reason(), actual.reason())
                && gapIds
                && source
                && level
                && drift;
    }

    /** Those of QuotesAndPeriodsTest, which has an oracle of its own. */
    private static final Set<LaneCounters.Counter> NOT_OF_THE_REFERENCE =
            EnumSet.of(LaneCounters.Counter.QUOTES, LaneCounters.Counter.PERIODS);

    private static void assertCounters(String where, ReferenceLane reference, LaneState state) {
        LaneCounters counters = state.counters();
        ReferenceCounters expected = reference.counters();
        assertEqual("book state", where, reference.state(), state.state);
        for (LaneCounters.Counter counter : LaneCounters.Counter.values()) {
            if (!NOT_OF_THE_REFERENCE.contains(counter)) {
                assertEqual(
                        counter, where, expected.value(counter.name()), counters.value(counter));
            }
        }
        for (RefusalReason reason : RefusalReason.values()) {
            assertEqual(reason, where, expected.refused(reason), counters.refused(reason));
        }
        for (BookState bookState : BookState.values()) {
            assertEqual(bookState, where, expected.nanosIn(bookState), counters.nanosIn(bookState));
        }
    }

    private static void assertEqual(Object what, String where, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            fail("%s must be %s, but was %s, %s", what, expected, actual, where);
        }
    }
}
