// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.view.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.FileMetadata;
import io.deltabook.job.view.Coverage;
import io.deltabook.job.view.Findings;
import io.deltabook.job.view.OutputView;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a report says of an output.
 *
 * @param version of the program
 * @param written when it was looked at, ISO 8601
 * @param statistics those of the summary, or of the lanes that have ended
 */
public record OutputFacts(
        String version,
        String written,
        OutputView.Overview overview,
        JsonNode statistics,
        List<LaneFacts> lanes) {

    /** Incidents that are listed one by one; all are counted. */
    private static final Set<IncidentKind> LISTED =
            EnumSet.of(
                    IncidentKind.GAP,
                    IncidentKind.RESYNC,
                    IncidentKind.SILENCE,
                    IncidentKind.CROSSED,
                    IncidentKind.FROZEN);

    /**
     * A lane.
     *
     * @param hours that have events
     * @param quotes best bid and ask from the first hour to the last; null without events
     * @param states of the book, the longest if there are many
     */
    public record LaneFacts(
            String exchange,
            String symbol,
            List<Coverage.Hour> hours,
            OutputView.Quotes quotes,
            List<OutputView.StateSpan> states,
            Findings.Incidents incidents,
            Findings.Rejects rejects) {}

    /** Reads them; quotes of all hours are read once. */
    public static OutputFacts of(OutputView view, Instant now) throws IOException {
        OutputView.Overview overview = view.overview();
        List<LaneFacts> lanes = new ArrayList<>();
        for (LaneId lane : overview.lanes()) {
            lanes.add(facts(view, lane));
        }
        return new OutputFacts(
                FileMetadata.writerVersion(),
                now.truncatedTo(ChronoUnit.SECONDS).toString(),
                overview,
                view.statistics(),
                lanes);
    }

    private static LaneFacts facts(OutputView view, LaneId lane) throws IOException {
        List<Coverage.Hour> hours = view.coverage(lane);
        LaneSpans spans = LaneSpans.of(hours);
        return new LaneFacts(
                lane.exchange(),
                lane.symbol(),
                hours,
                spans.quotes(view, lane),
                spans.states(view, lane),
                spans.incidents(view, lane, LISTED),
                view.rejects(lane));
    }
}
