// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event;

import static org.assertj.core.api.Assertions.assertThat;

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
                        FIRST_VERSION.substring(0, FIRST_VERSION.length() - 2)
                                + """
                                  optional int32 covered_bids;
                                  optional int32 covered_asks;
                                }
                                """);
    }

    @Test
    void theFirstVersionIsAsItWasReleased() {
        assertThat(EventSchema.message(EventSchema.FIRST_VERSION)).hasToString(FIRST_VERSION);
    }
}
