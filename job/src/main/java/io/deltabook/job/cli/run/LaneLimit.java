// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import io.deltabook.job.output.LaneReport;
import java.util.List;

/** A limit for the lanes of a complete run; exceeding it leaves the output complete. */
interface LaneLimit {
    /** One line that names the lanes over the limit, the worst first; empty if there are none. */
    List<String> faults(List<LaneReport> lanes);
}
