// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The column names of one source of delta tables. A further dialect is a further constant. */
public enum DeltaDialect {
    NATIVE {
        @Override
        void describe() {
            required(DeltaField.EVENT_TIME, "origin_time");
            optional(DeltaField.ARRIVAL_TIME, "received_time");
            required(DeltaField.UPDATE_ID, "update_id");
            optional(DeltaField.FIRST_ID, "first_update_id");
            optional(DeltaField.PREVIOUS_ID, "prev_update_id");
            required(DeltaField.SIDE, "side", "side_is_bid");
            required(DeltaField.PRICE, "price");
            required(DeltaField.QUANTITY, "new_quantity");
            optional(DeltaField.SNAPSHOT, "is_snapshot");
            optional(DeltaField.EXCHANGE, "exchange");
            optional(DeltaField.SYMBOL, "symbol");
        }
    };

    private final Map<DeltaField, Names> columns = new EnumMap<>(DeltaField.class);

    private record Names(List<String> aliases, boolean isRequired) {}

    DeltaDialect() {
        describe();
    }

    abstract void describe();

    final void required(DeltaField field, String... aliases) {
        columns.put(field, new Names(List.of(aliases), true));
    }

    final void optional(DeltaField field, String... aliases) {
        columns.put(field, new Names(List.of(aliases), false));
    }

    /**
     * Accepted column names, the preferred one first; empty where the dialect has no such column.
     */
    List<String> aliases(DeltaField field) {
        Names names = columns.get(field);
        return names == null ? List.of() : names.aliases();
    }

    boolean isRequired(DeltaField field) {
        Names names = columns.get(field);
        return names != null && names.isRequired();
    }
}
