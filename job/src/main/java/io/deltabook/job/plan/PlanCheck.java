// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.LaneId;
import io.deltabook.job.config.BadFilePolicy;
import io.deltabook.job.config.SourceConf;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The result of planning a run; if it fails, every reason why.
 *
 * @param plan the plan; if the run would fail, of what could be read
 * @param problems reasons why the run would fail, empty if it would not
 */
public record PlanCheck(LanePlan plan, List<String> problems) {
    public PlanCheck {
        problems = List.copyOf(problems);
    }

    /** Plans a run and, if that fails, its parts one by one. */
    public static PlanCheck of(SourceConf conf) {
        try {
            return new PlanCheck(plan(conf), List.of());
        } catch (BadInputException e) {
            return new Search(conf).problems(e.getMessage());
        }
    }

    private static LanePlan plan(SourceConf conf) {
        return LanePlanner.plan(conf, (lanes, bytes) -> keys(lanes));
    }

    private static Map<LaneId, String> keys(List<LaneId> lanes) {
        Map<LaneId, String> keys = new HashMap<>();
        lanes.forEach(lane -> keys.put(lane, lane.toString()));
        return keys;
    }

    /** Finds all reasons: checks the inputs, then the files, then each symbol as a whole. */
    private static final class Search {
        private final SourceConf conf;
        private final Set<String> problems = new LinkedHashSet<>();
        private final Set<String> symbols = new TreeSet<>();

        Search(SourceConf conf) {
            this.conf = conf;
        }

        PlanCheck problems(String first) {
            List<Path> inputs = inputs();
            if (problems.isEmpty() || inputs.size() == conf.inputs().size()) {
                problems.add(first);
            }
            if (!inputs.isEmpty()) {
                files(inputs);
            }
            List<LanePlan> sound = new ArrayList<>();
            for (String symbol : symbols) {
                LanePlan plan = attempt(conf.narrowed(inputs, List.of(symbol), BadFilePolicy.SKIP));
                if (plan != null) {
                    sound.add(plan);
                }
            }
            LanePlan whole =
                    inputs.isEmpty()
                            ? null
                            : attempt(conf.narrowed(inputs, conf.symbols(), BadFilePolicy.SKIP));
            return new PlanCheck(
                    whole == null ? LanePlan.union(sound) : whole, new ArrayList<>(problems));
        }

        private List<Path> inputs() {
            List<Path> inputs = new ArrayList<>();
            for (Path input : conf.inputs()) {
                try {
                    InputListing.of(input);
                    inputs.add(input);
                } catch (BadInputException e) {
                    problems.add(e.getMessage());
                }
            }
            return inputs;
        }

        /** Checks each file by itself; inspects it as the run would. */
        private void files(List<Path> inputs) {
            List<FoundFile> files;
            try {
                files = new FileSelection(conf).byPath(InputDiscovery.discover(inputs));
            } catch (BadInputException e) {
                problems.add(e.getMessage());
                return;
            }
            FileInspector inspector = new FileInspector(conf);
            FileSelection selection = new FileSelection(conf);
            files.removeIf(file -> !conf.reads(file.table()));
            for (FoundFile file : files) {
                try {
                    SurveyedFile inspected = inspector.inspect(file);
                    if (inspected.found().table() != InputTable.TRADES) {
                        selection
                                .wanted(inspected.lanes())
                                .forEach(lane -> symbols.add(lane.symbol()));
                    }
                } catch (BadInputException e) {
                    problems.add(e.getMessage());
                }
            }
        }

        private LanePlan attempt(SourceConf part) {
            try {
                return plan(part);
            } catch (BadInputException e) {
                problems.add(e.getMessage());
                return null;
            }
        }
    }
}
