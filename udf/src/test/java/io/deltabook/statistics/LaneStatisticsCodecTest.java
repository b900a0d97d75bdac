// SPDX-License-Identifier: Apache-2.0
package io.deltabook.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.batch.LaneCodec;
import io.deltabook.contract.BookState;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.RefusalReason;
import io.deltabook.contract.SequenceMode;
import io.deltabook.statistics.LaneCounters.Counter;
import io.deltabook.testing.Written;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class LaneStatisticsCodecTest {
    @Test
    void everyCounterComesBack() throws IOException {
        LaneCounters counters = new LaneCounters();
        for (Counter counter : Counter.values()) {
            counters.add(counter, 1_000L + counter.ordinal());
        }
        for (RefusalReason reason : RefusalReason.values()) {
            for (int i = 0; i <= reason.ordinal(); i++) {
                counters.countRefused(reason);
            }
        }
        for (BookState state : BookState.values()) {
            counters.addTime(state, 100L + state.ordinal());
        }
        Lane lane = new Lane(new LaneId("E", "S"), "k", SequenceMode.RANGE, 8, 8);
        LaneStatistics written = new LaneStatistics(lane, counters, 5, 7, 6);

        LaneStatistics read =
                LaneStatisticsCodec.read(
                        Written.by(out -> LaneStatisticsCodec.write(written, out)).in());

        assertThat(read.lane()).isEqualTo(lane);
        assertThat(read.lastUpdateId()).isEqualTo(5);
        assertThat(read.firstSeq()).isEqualTo(7);
        assertThat(read.events()).isEqualTo(6);
        for (Counter counter : Counter.values()) {
            assertThat(read.counters().value(counter)).isEqualTo(1_000L + counter.ordinal());
        }
        for (RefusalReason reason : RefusalReason.values()) {
            assertThat(read.counters().refused(reason)).isEqualTo(reason.ordinal() + 1L);
        }
        for (BookState state : BookState.values()) {
            assertThat(read.counters().nanosIn(state)).isEqualTo(100L + state.ordinal());
        }
    }

    /** The first version knew no lane that continues from a seed. */
    @Test
    void eventsOfTheFirstVersionBeginWithNumberZero() throws IOException {
        Lane lane = new Lane(new LaneId("E", "S"), "k", SequenceMode.RANGE, 8, 8);
        Written written =
                Written.by(
                        out -> {
                            out.writeByte(1);
                            LaneCodec.write(lane, out);
                            new LaneCounters().write(out);
                            out.writeLong(5);
                            out.writeLong(6);
                        });

        LaneStatistics read = LaneStatisticsCodec.read(written.in());

        assertThat(read.lastUpdateId()).isEqualTo(5);
        assertThat(read.firstSeq()).isZero();
        assertThat(read.events()).isEqualTo(6);
    }

    @Test
    void anotherVersionIsRefusedByNumber() {
        assertThatThrownBy(() -> LaneStatisticsCodec.read(new Written(new byte[] {9}).in()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("lane statistics version must be 1 to 2, but was 9");
    }
}
