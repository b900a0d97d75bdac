// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dataset;

import static io.deltabook.job.parquet.dataset.DatasetColumns.decimal;
import static io.deltabook.job.parquet.dataset.DatasetColumns.optionalNumber;
import static io.deltabook.job.parquet.dataset.DatasetColumns.orNull;
import static io.deltabook.job.parquet.dataset.DatasetColumns.word;
import static io.deltabook.job.parquet.event.EventSchema.text;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;

import io.deltabook.contract.Incident;
import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.event.EventSchema;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** Findings about the input, one row each. */
public final class IncidentDataset implements Dataset<Incident> {
    private static final long serialVersionUID = 1;

    private static final MessageType SCHEMA =
            new MessageType(
                    "incident",
                    optionalNumber("event_seq"),
                    EventSchema.timestamp(Repetition.OPTIONAL, "event_timestamp"),
                    word("kind"),
                    text("reason"),
                    text("source"),
                    optionalNumber("update_id"),
                    optionalNumber("expected_id"),
                    optionalNumber("actual_id"),
                    optionalNumber("size"),
                    optionalNumber("rows"),
                    text("side"),
                    EventSchema.decimal(Repetition.OPTIONAL, "price"),
                    EventSchema.decimal(Repetition.OPTIONAL, "quantity"),
                    Types.optional(DOUBLE).named("drift"),
                    text("detail"));

    @Override
    public String folder() {
        return "incidents";
    }

    @Override
    public MessageType schema() {
        return SCHEMA;
    }

    @Override
    public LaneId lane(Incident incident) {
        return incident.lane();
    }

    @Override
    public void fill(Incident incident, GenericRecord row) {
        row.put("event_seq", orNull(incident.eventSeq()));
        row.put("event_timestamp", orNull(incident.eventTimestampNanos()));
        row.put("kind", incident.kind().name());
        row.put("reason", incident.reason());
        row.put("source", incident.source());
        row.put("update_id", orNull(incident.updateId()));
        row.put("expected_id", orNull(incident.expectedId()));
        row.put("actual_id", orNull(incident.actualId()));
        row.put("size", orNull(incident.size()));
        row.put("rows", orNull(incident.rows()));
        row.put("side", incident.side() == null ? null : incident.side().name());
        decimal(row, "price", incident.price());
        decimal(row, "quantity", incident.quantity());
        row.put("drift", Double.isNaN(incident.drift()) ? null : incident.drift());
        row.put("detail", incident.detail());
    }
}
