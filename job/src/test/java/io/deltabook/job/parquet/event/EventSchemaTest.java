// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class EventSchemaTest {
    private static final String FIRST_VERSION =
            """
            message event {
              required int64 event_seq;
              required int64 event_timestamp (TIMESTAMP(NANOS,false));
              required binary event_type (STRING);
              optional int64 update_id;
              optional int64 trade_id;
              optional fixed_len_byte_array(16) trade_price (DECIMAL(38,18));
              optional fixed_len_byte_array(16) trade_quantity (DECIMAL(38,18));
              optional binary trade_side (STRING);
              optional group bids (LIST) {
                repeated group list {
                  required group element {
                    required fixed_len_byte_array(16) price (DECIMAL(38,18));
                    required fixed_len_byte_array(16) quantity (DECIMAL(38,18));
                  }
                }
              }
              optional group asks (LIST) {
                repeated group list {
                  required group element {
                    required fixed_len_byte_array(16) price (DECIMAL(38,18));
                    required fixed_len_byte_array(16) quantity (DECIMAL(38,18));
                  }
                }
              }
              optional boolean is_snapshot;
              optional binary snapshot_kind (STRING);
              optional binary delta_side (STRING);
              optional fixed_len_byte_array(16) delta_price (DECIMAL(38,18));
              optional fixed_len_byte_array(16) delta_quantity (DECIMAL(38,18));
              optional boolean last_in_message;
              required binary book_state (STRING);
              optional int32 certified_bids;
              optional int32 certified_asks;
            }
            """;

    @Test
    void isTheContractsSchemaToTheLetter() {
        assertThat(EventSchema.VERSION).isEqualTo(2);
        assertThat(EventSchema.MESSAGE)
                .hasToString(
                        FIRST_VERSION
                                        .substring(0, FIRST_VERSION.length() - 2)
                                        .replace(
                                                "  optional int64 update_id;\n",
                                                """
                                          optional int64 arrival_timestamp (TIMESTAMP(NANOS,false));
                                          optional int64 update_id;
                                        """)
                                + """
                                  optional int32 covered_bids;
                                  optional int32 covered_asks;
                                }
                                """);
    }

    @Test
    void timesAreMicrosecondsAndEveryNumberHasADoubleIfAsked() {
        String schema =
                EventSchema.message(
                                new EventFormat(EventSchema.VERSION, TimestampUnit.MICROS, true))
                        .toString();

        assertThat(schema)
                .contains(
                        "required int64 event_timestamp (TIMESTAMP(MICROS,false))",
                        "optional int64 arrival_timestamp (TIMESTAMP(MICROS,false))",
                        "optional double trade_price_f64",
                        "optional double trade_quantity_f64",
                        "optional double delta_price_f64",
                        "optional double delta_quantity_f64")
                .doesNotContain("NANOS");
        assertThat(schema.split("required double price_f64")).hasSize(3);
        assertThat(schema.split("required double quantity_f64")).hasSize(3);
    }

    @Test
    void theFirstVersionHasNoVariants() {
        assertThatThrownBy(() -> new EventFormat(1, TimestampUnit.NANOS, true))
                .hasMessage("schema version 1 must have nanoseconds and no DOUBLE columns");
        assertThatThrownBy(() -> EventFormat.of(3))
                .hasMessage("schema version must be 1 to 2, but was 3");
    }

    @Test
    void aTimeThatItsUnitCannotHoldIsRefusedNotRounded() {
        assertThat(TimestampUnit.MICROS.of(5_000)).isEqualTo(5);
        assertThatThrownBy(() -> TimestampUnit.MICROS.of(5_001))
                .isInstanceOf(FinerTimeException.class)
                .hasMessageContaining(
                        "but is 5001 ns; start a new run with sink.timestamps: nanos");
    }

    @Test
    void theFirstVersionIsAsItWasReleased() {
        assertThat(EventSchema.message(EventFormat.of(EventSchema.FIRST_VERSION)))
                .hasToString(FIRST_VERSION);
    }
}
