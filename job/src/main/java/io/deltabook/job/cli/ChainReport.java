// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.job.cli.terminal.Counted;
import io.deltabook.job.cli.terminal.TextTable;
import io.deltabook.job.verify.Findings;
import io.deltabook.job.verify.chain.ChainResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report of {@code deltabook verify} on several outputs read as one. */
final class ChainReport {
    private final List<ChainResult> lanes;
    private final int outputs;
    private final Path against;

    /**
     * @param outputs number of outputs
     * @param against the output they were compared with, null for none
     */
    ChainReport(List<ChainResult> lanes, int outputs, Path against) {
        this.lanes = lanes;
        this.outputs = outputs;
        this.against = against;
    }

    List<String> lines(Findings findings) {
        TextTable table = new TextTable("lane", "rows as one", "digest as one");
        for (ChainResult lane : lanes) {
            table.row(lane.lane(), lane.rows(), lane.digest());
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        String digest = ChainResult.total(lanes, ChainResult::digest);
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%,d outputs as one, without the CLOSING and the RESYNC at each seam: %s, digest %s",
                        outputs,
                        Counted.of(lanes.stream().mapToLong(ChainResult::rows).sum(), "row"),
                        digest));
        if (against != null) {
            lines.add(
                    "[%s] read the same way: digest %s"
                            .formatted(against, ChainResult.total(lanes, ChainResult::other)));
            long fewer = lanes.stream().mapToLong(ChainResult::fewer).sum();
            if (fewer > 0) {
                lines.add(
                        "Fewer levels than there are covered in %s, because only the levels covered by its CLOSING are known of the book before a seam."
                                .formatted(Counted.of(fewer, "snapshot")));
            }
        }
        lines.add(
                findings.total() == 0
                        ? against == null ? "Clean." : "Clean: the same rows."
                        : Counted.of(findings.total(), "finding"));
        return lines;
    }
}
