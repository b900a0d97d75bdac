// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.view.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.LaneId;
import io.deltabook.job.replay.testing.RandomOutput;
import io.deltabook.job.view.Coverage;
import io.deltabook.job.view.OutputView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LaneSpansTest {
    private static final LaneId LANE = RandomOutput.LANE.id();

    @TempDir private Path output;

    @Test
    void moreTimeThanAViewAnswersAtOnceIsPutTogether() throws IOException {
        RandomOutput.write(output, 1, 200);
        OutputView view = OutputView.of(output);
        Coverage.Hour first = view.coverage(LANE).get(0);
        Coverage.Hour last = later(first, 100 * 86_400.0);
        LaneSpans spans = LaneSpans.of(List.of(first, last));

        OutputView.Quotes quotes = spans.quotes(view, LANE);

        assertThat(quotes.seconds()).hasSizeBetween(500, 700).isSorted().doesNotHaveDuplicates();
        assertThat(quotes.bidLow()).hasSameSizeAs(quotes.seconds());
        assertThat(quotes.seconds()[0]).isLessThanOrEqualTo(first.first());
        assertThat(quotes.seconds()[quotes.seconds().length - 1] + quotes.stepSeconds())
                .isGreaterThanOrEqualTo(last.last());
        assertThat(spans.incidents(view, LANE, EnumSet.allOf(IncidentKind.class)).seconds())
                .containsExactly(quotes.seconds());
    }

    private static Coverage.Hour later(Coverage.Hour hour, double seconds) {
        return new Coverage.Hour(
                hour.hour() + (long) seconds,
                hour.first() + seconds,
                hour.last() + seconds,
                hour.files(),
                hour.bytes(),
                hour.events(),
                hour.trades(),
                hour.snapshots(),
                hour.live(),
                hour.isEstimate(),
                hour.span(),
                hour.gaps(),
                hour.resyncs(),
                hour.crossed(),
                hour.silences(),
                hour.incidents(),
                hour.rejects());
    }

    @Test
    void aLaneWithoutEventsHasNoQuotes() throws IOException {
        RandomOutput.write(output, 1, 10);

        assertThat(LaneSpans.of(List.of()).quotes(OutputView.of(output), LANE)).isNull();
    }
}
