// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dataset;

import io.deltabook.contract.Incident;
import io.deltabook.contract.LaneId;

/** Findings about the input, one row each. */
public final class IncidentDataset implements Dataset<Incident> {
    public static final String KIND = "kind";

    /** The file that an incident is about. */
    static final String SOURCE = "source";

    static final String DETAIL = "detail";

    private static final long serialVersionUID = 1;

    private static final DatasetColumns<Incident> COLUMNS =
            new DatasetColumns<Incident>("incident")
                    .optionalNumber("event_seq", Incident::eventSeq)
                    .optionalTime("event_timestamp", Incident::eventTimestampNanos)
                    .word(KIND, incident -> incident.kind().name())
                    .text("reason", Incident::reason)
                    .text(SOURCE, Incident::source)
                    .optionalNumber("update_id", Incident::updateId)
                    .optionalNumber("expected_id", Incident::expectedId)
                    .optionalNumber("actual_id", Incident::actualId)
                    .optionalNumber("size", Incident::size)
                    .optionalNumber("rows", Incident::rows)
                    .text(
                            "side",
                            incident -> incident.side() == null ? null : incident.side().name())
                    .decimal("price", Incident::price)
                    .decimal("quantity", Incident::quantity)
                    .optionalReal("drift", Incident::drift)
                    .text(DETAIL, Incident::detail);

    @Override
    public String folder() {
        return "incidents";
    }

    @Override
    public DatasetColumns<Incident> columns() {
        return COLUMNS;
    }

    @Override
    public LaneId lane(Incident element) {
        return element.lane();
    }
}
