// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.EventType;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.SequenceMode;
import io.deltabook.job.parquet.event.EventFileFacts;
import io.deltabook.statistics.LaneCounters;
import io.deltabook.statistics.LaneCounters.Counter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class BalanceTest {
    private static final LaneId LANE = new LaneId("X", "A");
    private static final LaneId OTHER = new LaneId("X", "B");
    private static final long HOUR = 3_600_000_000_000L;

    private final List<LaneReport> lanes = new ArrayList<>(List.of(lane(LANE, 10, 2, 3)));
    private final List<ManifestEntry> files =
            new ArrayList<>(List.of(file("a", 0, 0, 4, 5), file("b", 1, 5, 9, 5)));
    private Map<LaneId, Long> rejects = Map.of(LANE, 2L);
    private Map<LaneId, Long> quotes = new TreeMap<>();
    private Map<LaneId, Long> periods = new TreeMap<>();
    private Map<LaneId, Long> incidents = Map.of(LANE, 3L);
    private Map<InputTable, Long> planned = Map.of(InputTable.DELTAS, 10L);

    @Test
    void aCompleteOutputBalances() {
        assertThat(faults()).isEmpty();
    }

    @Test
    void everyPlannedLaneHasOneStatisticsRowAndNoOtherLaneHasAny() {
        lanes.add(lanes.get(0));
        lanes.add(lane(OTHER, 0, 0, 0));
        planned = Map.of();

        assertThat(faults())
                .containsExactly(
                        "X:A: a planned lane must have one statistics row in [statistics], but has 2",
                        "X:B: a lane that was not planned must have no statistics row, but has one");
        lanes.clear();
        assertThat(faults())
                .containsExactly(
                        "X:A: a planned lane must have one statistics row in [statistics], but has none");
    }

    @Test
    void rowsOfEveryDatasetAreThoseCounted() {
        rejects = Map.of();
        incidents = Map.of(LANE, 4L, OTHER, 1L);

        assertThat(faults())
                .containsExactly(
                        "X:A: rows in rejects files must be the rows rejected, but are 0 and 2",
                        "X:A: rows in incidents files must be the incidents counted, but are 4 and 3",
                        "X:B: a lane with incidents must have a statistics row, but has none");
    }

    @Test
    void incidentsOfALaneThatAnOlderVersionBeganAreNotCompared() {
        lanes.get(0).counters().add(Counter.INCIDENTS, LaneCounters.UNKNOWN);
        incidents = Map.of(LANE, 4L);

        assertThat(faults()).isEmpty();
        assertThat(Balance.uncounted(summary())).containsExactly(LANE);
    }

    @Test
    void plannedRowsMustHaveBeenRead() {
        planned = Map.of(InputTable.DELTAS, 11L, InputTable.TRADES, 0L);

        assertThat(faults())
                .containsExactly("rows of deltas read must be the rows planned, but are 10 and 11");
    }

    @Test
    void aHoleInTheNumbersIsNamed() {
        files.set(0, file("a", 0, 0, 3, 4));

        assertThat(faults())
                .containsExactly(
                        "X:A: rows in events files must be the events counted, but are 9 and 10",
                        "X:A: events 4 to 4 must be in a file, but are in none");
        files.clear();
        assertThat(faults()).contains("X:A: events 0 to 9 must be in a file, but are in none");
    }

    /** As many rows as counted, so that only the numbers tell. */
    @Test
    void anOverlapIsNamedAlthoughTheRowCountIsRight() {
        files.set(0, file("a", 0, 0, 5, 6));
        files.set(1, file("b", 1, 5, 9, 4));

        assertThat(faults())
                .containsExactly("X:A: an event_seq must be in one file, but [a] and [b] overlap");
    }

    @Test
    void aDuplicatedFileOverlaps() {
        files.add(file("c", 1, 5, 9, 5));

        assertThat(faults())
                .containsExactly(
                        "X:A: rows in events files must be the events counted, but are 15 and 10",
                        "X:A: an event_seq must be in one file, but [b] and [c] overlap");
    }

    @Test
    void moreRowsThanNumbersAreNamed() {
        files.set(0, file("a", 0, 0, 4, 6));
        files.set(1, file("b", 1, 5, 9, 4));

        assertThat(faults())
                .containsExactly("[a] must have 5 rows according to event_seq, but has 6");
    }

    /** Where time goes back over the end of an hour, two hours share a range of numbers. */
    @Test
    void interleavedHoursDoNotOverlap() {
        files.set(0, file("a", 0, 0, 7, 6));
        files.set(1, file("b", 1, 5, 9, 4));
        assertThat(faults()).isEmpty();

        files.add(1, file("c", 2, 3, 4, 0));
        assertThat(faults()).isEmpty();
    }

    @Test
    void eventsBeyondTheLastCountedAreNamed() {
        files.add(file("c", 2, 10, 11, 2));

        assertThat(faults())
                .containsExactly(
                        "X:A: rows in events files must be the events counted, but are 12 and 10",
                        "X:A: event_seq must end at 9, but ends at 11");
    }

    @Test
    void quotesAndPeriodsMustBeThoseCounted() {
        quotes.put(LANE, 3L);
        lanes.get(0).counters().add(Counter.PERIODS, 2);

        assertThat(faults())
                .containsExactly(
                        "X:A: rows in quotes files must be the quotes counted, but are 3 and 0",
                        "X:A: rows in periods files must be the periods counted, but are 0 and 2");
    }

    private List<String> faults() {
        return Balance.faults(List.of(LANE), planned, summary());
    }

    private Summary summary() {
        LaneCounters totals = new LaneCounters();
        lanes.forEach(lane -> totals.addAll(lane.counters()));
        return new Summary(
                lanes,
                totals,
                Manifest.of(files, List.of()),
                new DatasetSize(1, 1, 1, quotes),
                new DatasetSize(1, 1, 1, periods),
                new DatasetSize(1, 1, 1, rejects),
                new DatasetSize(1, 1, 1, incidents),
                null,
                null);
    }

    private static LaneReport lane(LaneId id, long events, long rejected, long incidents) {
        LaneCounters counters = new LaneCounters();
        counters.add(Counter.ROWS_IN, events);
        counters.add(Counter.DELTA_EVENTS, events - rejected);
        counters.add(Counter.REJECTED_ROWS, rejected);
        counters.add(Counter.INCIDENTS, incidents);
        return new LaneReport(id, SequenceMode.RANGE, counters, 1, 0, events);
    }

    private static ManifestEntry file(String name, long hour, long first, long last, long rows) {
        return new ManifestEntry(
                name,
                1,
                0,
                new EventFileFacts(
                        2,
                        LANE,
                        rows,
                        first,
                        last,
                        hour * HOUR,
                        hour * HOUR,
                        Map.of(EventType.BOOK_DELTA, rows)));
    }
}
