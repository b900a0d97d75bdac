// SPDX-License-Identifier: Apache-2.0
package io.deltabook.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.contract.Incident;
import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.Missing;
import io.deltabook.contract.Reject;
import io.deltabook.contract.RejectReason;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.Side;
import io.deltabook.testing.Written;
import java.io.DataInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

final class ReportCodecsTest {
    private static final LaneId LANE = new LaneId("BINANCE", "BTC-Ω");

    @Test
    void rejectsComeBackAsTheyWere() throws IOException {
        String longText = "9".repeat(100_000);
        Reject full =
                new Reject(
                        LANE,
                        InputTable.BOOK,
                        "a.parquet",
                        7,
                        RejectReason.QUANTITY_OVERFLOW,
                        5,
                        6,
                        "bid",
                        longText,
                        "");
        Reject empty =
                new Reject(
                        LANE,
                        InputTable.DELTAS,
                        "a.parquet",
                        0,
                        RejectReason.NULL_PRICE,
                        Missing.ID,
                        Missing.TIME,
                        null,
                        null,
                        null);

        for (Reject reject : new Reject[] {full, empty}) {
            DataInputStream in = Written.by(out -> RejectCodec.write(reject, out)).in();
            assertThat(RejectCodec.read(in)).isEqualTo(reject);
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void incidentsComeBackAsTheyWere() throws IOException {
        for (IncidentKind kind : IncidentKind.values()) {
            for (Side side : new Side[] {Side.BID, Side.ASK, null}) {
                Incident incident = incident(kind, side, side == null ? null : "why");
                DataInputStream in = Written.by(out -> IncidentCodec.write(incident, out)).in();
                assertThat(IncidentCodec.read(in)).isEqualTo(incident);
                assertThat(in.read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void lanesComeBackAsTheyWere() throws IOException {
        Lane lane = new Lane(LANE, "key#3", SequenceMode.CHAIN, 0, 18);

        assertThat(LaneCodec.read(Written.by(out -> LaneCodec.write(lane, out)).in()))
                .isEqualTo(lane);
    }

    @Test
    void anotherVersionIsRefusedByNumber() {
        assertThatThrownBy(() -> RejectCodec.read(Written.by(out -> out.writeByte(2)).in()))
                .isInstanceOf(IOException.class)
                .hasMessage("reject version must be 1, but was 2; use the release that wrote it");
        assertThatThrownBy(() -> IncidentCodec.read(Written.by(out -> out.writeByte(0)).in()))
                .hasMessageStartingWith("incident version must be 1, but was 0");
    }

    private static Incident incident(IncidentKind kind, Side side, String text) {
        return new Incident(
                LANE,
                1,
                2,
                kind,
                text,
                text,
                3,
                4,
                5,
                6,
                7,
                side,
                new BigDecimal("8.25"),
                null,
                Double.NaN,
                text);
    }
}
