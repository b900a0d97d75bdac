// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.inspect;

import io.deltabook.contract.BadInputException;
import io.deltabook.job.config.SourceConf;
import io.deltabook.job.source.plan.LaneGroup;
import io.deltabook.job.source.plan.PlanCheck;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run with some input options would do.
 *
 * @param lanes what it would read, in the order of the lanes' ids
 * @param problems reasons why it would fail, none if it would not
 */
public record RunOutlook(List<LaneOutlook> lanes, List<String> problems) {

    /** Plans the run and looks at its files; nothing is run. */
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
        return new RunOutlook(lanes, problems);
    }
}
