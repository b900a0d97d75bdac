// SPDX-License-Identifier: Apache-2.0
package io.deltabook.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.BookState;
import io.deltabook.contract.RefusalReason;
import io.deltabook.statistics.LaneCounters.Counter;
import io.deltabook.testing.Written;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class LaneCountersTest {
    @Test
    void incidentsOfALaneThatAnOlderVersionBeganAreUnknownAndStaySo() throws IOException {
        LaneCounters counters = withoutIncidents();

        counters.add(Counter.INCIDENTS, 5);
        counters.add(Counter.GAPS, 2);

        assertThat(counters.isKnown(Counter.INCIDENTS)).isFalse();
        assertThat(roundTrip(counters).isKnown(Counter.INCIDENTS)).isFalse();
        assertThat(counters.isKnown(Counter.GAPS)).isTrue();
        assertThat(counters.value(Counter.GAPS)).isEqualTo(9);
    }

    @Test
    void aSumOfKnownAndUnknownIncidentsIsUnknownInEitherOrder() throws IOException {
        LaneCounters known = new LaneCounters();
        known.add(Counter.INCIDENTS, 3);
        LaneCounters oldFirst = withoutIncidents();
        oldFirst.addAll(known);
        LaneCounters oldLast = new LaneCounters();
        oldLast.addAll(known);
        oldLast.addAll(withoutIncidents());

        assertThat(oldFirst.isKnown(Counter.INCIDENTS)).isFalse();
        assertThat(oldLast.isKnown(Counter.INCIDENTS)).isFalse();
        assertThat(oldLast.value(Counter.GAPS)).isEqualTo(7);
        assertThat(roundTrip(known).value(Counter.INCIDENTS)).isEqualTo(3);
    }

    /** The form of 0.1.0: 43 counters, each 0 except for seven gaps. */
    private static LaneCounters withoutIncidents() throws IOException {
        int counters = 43;
        Written written =
                Written.by(
                        out -> {
                            out.writeByte(counters);
                            for (int i = 0; i < counters; i++) {
                                out.writeLong(i == Counter.GAPS.ordinal() ? 7 : 0);
                            }
                            out.writeByte(RefusalReason.values().length);
                            out.write(new byte[RefusalReason.values().length * Long.BYTES]);
                            out.writeByte(BookState.values().length);
                            out.write(new byte[BookState.values().length * Long.BYTES]);
                        });
        return LaneCounters.read(written.in());
    }

    private static LaneCounters roundTrip(LaneCounters counters) throws IOException {
        return LaneCounters.read(Written.by(counters::write).in());
    }
}
