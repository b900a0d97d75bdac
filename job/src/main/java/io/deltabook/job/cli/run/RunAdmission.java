// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import io.deltabook.job.cli.cluster.FlinkSettings;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.config.JobConf;
import io.deltabook.job.output.BookBounds;
import io.deltabook.job.output.OutputFolder;
import io.deltabook.job.output.OutputLock;
import io.deltabook.job.plan.LanePlan;
import io.deltabook.job.state.StateFolder;
import java.io.IOException;

/**
 * What a run must pass before it starts, new or resumed: enough memory, and an output that takes
 * its marker.
 */
final class RunAdmission {
    private RunAdmission() {}

    /**
     * The settings must not let more into memory at once than is allowed.
     *
     * @return the options, with a lower parallelism if necessary and not set by the user
     */
    static JobConf withinRoom(JobConf conf, LanePlan plan, Console console) throws CommandFailure {
        try {
            RawDataBudget budget = JobTopology.rawData(FlinkSettings.of(conf.run()), conf, plan);
            long limit = conf.memory().rawDataBytes();
            int width = conf.run().parallelism();
            if (conf.run().isParallelismFree()) {
                width = Math.max(1, budget.parallelism(limit));
            }
            String fault = budget.with(width).fault(limit);
            if (fault != null) {
                throw CommandFailure.usage(fault);
            }
            if (width < conf.run().parallelism()) {
                console.note(
                        "Parallelism: %d rather than %d, one per core, to keep the input and output held in memory within memory.raw-data-limit; raise it to %s to use all cores."
                                .formatted(width, conf.run().parallelism(), budget.leastLimit()));
            }
            return conf.withParallelism(width);
        } catch (InvalidConfigException e) {
            throw CommandFailure.usage(e.faults());
        }
    }

    static OutputFolder claimOutput(
            JobConf conf, LanePlan plan, String runId, OutputLock lock, StateFolder state)
            throws IOException {
        return OutputFolder.claim(
                lock,
                runId,
                RunFingerprint.of(conf, plan),
                plan.laneIds(),
                plan.seeds(),
                BookBounds.of(conf.book(), conf.source().format().nonPositivePrices()),
                state.path());
    }
}
