// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.answer;

import io.deltabook.job.cli.terminal.Counted;
import io.deltabook.job.cli.terminal.EpochText;
import io.deltabook.job.config.RunConf;
import io.deltabook.job.output.CommittedOutput;
import io.deltabook.job.plan.LanePlan;
import io.deltabook.job.state.RestorePoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;

/** A run's progress in words. */
public final class RunProgress {
    private RunProgress() {}

    /** A restore point and the input rows completed at it. */
    public static String of(RestorePoint snapshot, long rows, long planned) {
        return "%s: %s".formatted(snapshot, rows(rows, planned));
    }

    /** Completed rows out of planned rows. */
    public static String rows(long rows, long planned) {
        return String.format(
                Locale.ROOT,
                "%,d of %s (%.1f %%)",
                rows,
                Counted.of(planned, "row"),
                planned == 0 ? 100.0 : 100.0 * rows / planned);
    }

    /** The span of the lanes' newest committed events; empty if there are none. */
    public static String committed(Path output) throws IOException {
        Map<?, Long> times = CommittedOutput.newestEvents(output);
        if (times.isEmpty()) {
            return "";
        }
        String first = EpochText.of(Collections.min(times.values()));
        String last = EpochText.of(Collections.max(times.values()));
        return first.equals(last)
                ? ", events up to " + last
                : ", events up to " + first + " … " + last + " by lane";
    }

    /** How wide a run is, and how wide it can be resumed. */
    public static String width(RunConf run) {
        return "Parallelism: %d; it can be resumed with up to %d (max-parallelism)"
                .formatted(run.parallelism(), run.maxParallelism());
    }

    /** How much a run will read. */
    public static String input(LanePlan plan) {
        return String.format(
                Locale.ROOT,
                "Input: %s, %s, %s, %,.1f MB",
                Counted.of(plan.lanes().size(), "lane"),
                Counted.of(plan.files().size(), "file"),
                Counted.of(plan.rows(), "row"),
                plan.bytes() / 1e6);
    }
}
