// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.generate.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.DecimalStrategy;
import io.deltabook.contract.Lane;
import io.deltabook.contract.SequenceMode;
import io.deltabook.job.docs.ProjectFile;
import io.deltabook.job.generate.FileCodec;
import io.deltabook.job.plan.LanePlan;
import io.deltabook.job.plan.PlanFixture;
import io.deltabook.job.source.LaneEngineRun;
import io.deltabook.statistics.LaneCounters.Counter;
import io.deltabook.statistics.LaneStatistics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code auto} takes the lane of each venue for, and what a run says of a lost message. */
final class VenueShapeTest {
    private static final int MESSAGES = 1_500;

    @TempDir Path root;

    @ParameterizedTest
    @EnumSource(VenueShape.class)
    void autoRecognisesTheVenueAndALossIsReportedAsThePageSays(VenueShape shape)
            throws IOException {
        LaneStatistics whole = run(shape, VenueLane.NONE_LOST);
        assertThat(whole.lane().mode()).isEqualTo(shape.mode());
        assertThat(whole.counters().value(Counter.GAPS)).as("gaps of the whole lane").isZero();
        assertThat(whole.counters().value(Counter.RESYNCS)).isPositive();
        assertThat(whole.counters().isBalanced()).isTrue();

        LaneStatistics losing = run(shape, 1_000);
        assertThat(losing.lane().mode()).isEqualTo(shape.mode());
        assertThat(loss(losing)).isEqualTo(shape.loss());
    }

    private static String loss(LaneStatistics lane) {
        long gaps = lane.counters().value(Counter.GAPS);
        if (gaps == 0) {
            return "nothing";
        }
        assertThat(gaps).isEqualTo(1);
        if (lane.counters().value(Counter.GAPS_UNKNOWN) == 1) {
            return "a gap of unknown size";
        }
        return lane.lane().mode() == SequenceMode.CONTIGUOUS
                ? "a gap of " + lane.counters().value(Counter.LARGEST_GAP)
                : "a gap of its ids";
    }

    @Test
    void thePageHasARowForEachVenueThatSaysTheSame() throws IOException {
        List<String> expected = new ArrayList<>();
        for (VenueShape shape : VenueShape.values()) {
            expected.add(
                    "`%s` | `%s` | %s".formatted(shape.word(), shape.mode().word(), shape.loss()));
        }
        List<String> found = new ArrayList<>();
        for (String line : ProjectFile.read("docs/venues.md").lines().toList()) {
            String[] cells = line.split("\\|");
            if (line.startsWith("| ") && cells.length > 5 && cells[4].contains("`")) {
                found.add(
                        "%s | %s | %s"
                                .formatted(cells[2].strip(), cells[4].strip(), cells[5].strip()));
            }
        }
        assertThat(found).containsExactlyElementsOf(expected);
        assertThat(expected).hasSizeGreaterThanOrEqualTo(20);
    }

    private LaneStatistics run(VenueShape shape, long lost) throws IOException {
        Path folder = root.resolve(shape.word() + lost);
        new VenueLane(shape, MESSAGES, lost, 1).write(folder, 1_000, 3_000, FileCodec.SNAPPY);
        LanePlan plan = PlanFixture.of(folder).plan();
        Lane lane = plan.lanes().get(0);
        assertThat(lane.id().exchange()).isEqualTo(shape.exchange());
        assertThat(lane.strategy()).isEqualTo(DecimalStrategy.PIPS);
        return LaneEngineRun.of(plan.groups().get(0));
    }
}
