// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dataset;

import io.deltabook.contract.LaneId;
import io.deltabook.contract.Reject;
import java.util.Locale;

/** Rows that could not be used, one row each. */
public final class RejectDataset implements Dataset<Reject> {
    public static final String TABLE = "table";

    private static final long serialVersionUID = 1;

    private static final DatasetColumns<Reject> COLUMNS =
            new DatasetColumns<Reject>("reject")
                    .word(TABLE, reject -> reject.table().name().toLowerCase(Locale.ROOT))
                    .word("file", Reject::file)
                    .number("row", Reject::row)
                    .word("reason", reject -> reject.reason().name())
                    .optionalNumber("update_id", Reject::updateId)
                    .optionalTime("origin_time", Reject::originTimeNanos)
                    .text("side", Reject::side)
                    .text("price", Reject::price)
                    .text("quantity", Reject::quantity);

    @Override
    public String folder() {
        return "rejects";
    }

    @Override
    public DatasetColumns<Reject> columns() {
        return COLUMNS;
    }

    @Override
    public LaneId lane(Reject element) {
        return element.lane();
    }
}
