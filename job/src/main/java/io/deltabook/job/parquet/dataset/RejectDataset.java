// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dataset;

import static io.deltabook.job.parquet.dataset.DatasetColumns.number;
import static io.deltabook.job.parquet.dataset.DatasetColumns.optionalNumber;
import static io.deltabook.job.parquet.dataset.DatasetColumns.orNull;
import static io.deltabook.job.parquet.dataset.DatasetColumns.word;
import static io.deltabook.job.parquet.event.EventSchema.text;

import io.deltabook.contract.LaneId;
import io.deltabook.contract.Reject;
import io.deltabook.job.parquet.event.EventSchema;
import java.util.Locale;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type.Repetition;

/** Rows that could not be used, one row each. */
public final class RejectDataset implements Dataset<Reject> {
    private static final long serialVersionUID = 1;

    private static final MessageType SCHEMA =
            new MessageType(
                    "reject",
                    word("table"),
                    word("file"),
                    number("row"),
                    word("reason"),
                    optionalNumber("update_id"),
                    EventSchema.timestamp(Repetition.OPTIONAL, "origin_time"),
                    text("side"),
                    text("price"),
                    text("quantity"));

    @Override
    public String folder() {
        return "rejects";
    }

    @Override
    public MessageType schema() {
        return SCHEMA;
    }

    @Override
    public LaneId lane(Reject reject) {
        return reject.lane();
    }

    @Override
    public void fill(Reject reject, GenericRecord row) {
        row.put("table", reject.table().name().toLowerCase(Locale.ROOT));
        row.put("file", reject.file());
        row.put("row", reject.row());
        row.put("reason", reject.reason().name());
        row.put("update_id", orNull(reject.updateId()));
        row.put("origin_time", orNull(reject.originTimeNanos()));
        row.put("side", reject.side());
        row.put("price", reject.price());
        row.put("quantity", reject.quantity());
    }
}
