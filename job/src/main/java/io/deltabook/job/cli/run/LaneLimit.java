// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import io.deltabook.job.output.LaneReport;
import java.util.List;

/** What the lanes of a complete run must keep to; if one does not, the output is complete still. */
interface LaneLimit {
    /** One line that names the lanes that do not keep to it, the worst first; none if all do. */
    List<String> faults(List<LaneReport> lanes);
}
