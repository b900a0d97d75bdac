// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify.chain;

import io.deltabook.contract.LaneId;
import io.deltabook.contract.SeedPoint;
import io.deltabook.job.output.OutputFolder;
import io.deltabook.job.verify.Findings;
import io.deltabook.job.verify.LaneRows;
import io.deltabook.job.verify.OutputScan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** An output that continues another, or that others continue. */
final class ChainLink {
    private final Path output;
    private final OutputFolder marker;
    private final OutputScan scan;

    private ChainLink(Path output, OutputFolder marker, OutputScan scan) {
        this.output = output;
        this.marker = marker;
        this.scan = scan;
    }

    static ChainLink open(Path output, Findings findings) throws IOException {
        OutputScan scan = OutputScan.of(output, findings);
        return new ChainLink(output, OutputFolder.open(output), scan);
    }

    Path output() {
        return output;
    }

    long rows() {
        return scan.rows();
    }

    Iterable<LaneId> lanes() {
        return scan.lanes().keySet();
    }

    /** The rows of a lane, none if it has none. */
    LaneRows rows(LaneId lane, Findings findings) {
        return new LaneRows(lane, scan.lanes().getOrDefault(lane, List.of()), findings);
    }

    /** Number of the CLOSING in another output that a lane here continues from; -1 for none. */
    long seedIn(ChainLink before, LaneId lane) {
        SeedPoint seed = marker.seeds().get(lane);
        return seed != null && seed.runId().equals(before.marker.runId()) ? seed.eventSeq() : -1;
    }

    /** Whether any lane continues another output. */
    boolean goesOnFrom(ChainLink before) {
        return marker.seeds().values().stream()
                .anyMatch(seed -> seed.runId().equals(before.marker.runId()));
    }
}
