// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.inspect;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.Lane;
import io.deltabook.engine.BookSettings;
import io.deltabook.job.config.SourceConf;
import io.deltabook.job.plan.LaneGroup;
import io.deltabook.job.plan.PlanCheck;
import io.deltabook.job.seed.PlannedSeeds;
import io.deltabook.job.seed.SeedPlanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run with some input options would do.
 *
 * @param lanes what it would read, in the order of the lanes' ids
 * @param problems reasons why it would fail, empty if it would not
 * @param seeds what its lanes would continue from, null for none
 */
public record RunOutlook(List<LaneOutlook> lanes, List<String> problems, PlannedSeeds seeds) {

    /** Plans the run and inspects its files; nothing is run. */
    public static RunOutlook of(SourceConf conf) {
        PlanCheck check = PlanCheck.of(conf);
        List<String> problems = new ArrayList<>(check.problems());
        List<LaneOutlook> lanes = new ArrayList<>();
        List<LaneGroup> groups = new ArrayList<>(check.plan().groups());
        groups.sort((one, other) -> one.lanes().get(0).id().compareTo(other.lanes().get(0).id()));
        for (LaneGroup group : groups) {
            try {
                lanes.add(LaneOutlook.of(group, check.plan()));
            } catch (BadInputException e) {
                problems.add(e.getMessage());
            }
        }
        return new RunOutlook(lanes, problems, null);
    }

    /**
     * Plans a run whose lanes continue from the output of an earlier run.
     *
     * @param seed the output, null for none
     */
    public RunOutlook goingOnFrom(Path seed) {
        if (seed == null) {
            return this;
        }
        List<Lane> all = new ArrayList<>();
        lanes.forEach(lane -> all.addAll(lane.group().lanes()));
        try {
            return new RunOutlook(
                    lanes, problems, SeedPlanner.plan(seed, all, BookSettings.defaults()));
        } catch (BadInputException e) {
            List<String> more = new ArrayList<>(problems);
            more.add(e.getMessage());
            return new RunOutlook(lanes, more, null);
        }
    }
}
