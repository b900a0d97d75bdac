// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.answer;

import io.deltabook.contract.Verdict;
import io.deltabook.job.cli.terminal.Counted;
import io.deltabook.job.cli.terminal.TextTable;
import io.deltabook.job.output.LaneReport;
import io.deltabook.statistics.LaneCounters.Counter;
import java.util.List;

/** The verdicts on a run's lanes, best first, each with what it means. */
final class Verdicts {
    private final List<LaneReport> lanes;

    Verdicts(List<LaneReport> lanes) {
        this.lanes = lanes;
    }

    List<String> lines() {
        TextTable table = TextTable.ofFacts();
        for (Verdict verdict : Verdict.values()) {
            List<LaneReport> those =
                    lanes.stream().filter(lane -> lane.verdict() == verdict).toList();
            if (!those.isEmpty()) {
                table.row(
                        "  " + verdict.word(),
                        Counted.of(those.size(), "lane") + ": " + meaning(verdict, those));
            }
        }
        return table.lines();
    }

    /** Whether every message that was read is in a book that nothing casts doubt on. */
    boolean areGood() {
        return lanes.stream()
                .map(LaneReport::verdict)
                .noneMatch(verdict -> verdict == Verdict.GAPS || verdict == Verdict.DISORDERED);
    }

    private static String meaning(Verdict verdict, List<LaneReport> lanes) {
        return switch (verdict) {
            case VERIFIED -> "the ids prove that no message is missing";
            case CLEAN -> "the ids only rise, so a missing message would go unnoticed";
            case UNVERIFIABLE -> "there are no ids, so a missing message would go unnoticed";
            case DISORDERED ->
                    "ids that should only rise went back "
                            + Counted.of(sum(lanes, Counter.REGRESSIONS), "time");
            case GAPS -> "messages are missing, in " + Counted.of(sum(lanes, Counter.GAPS), "gap");
        };
    }

    private static long sum(List<LaneReport> lanes, Counter counter) {
        return lanes.stream().mapToLong(lane -> lane.counters().value(counter)).sum();
    }
}
