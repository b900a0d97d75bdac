// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.verify.chain;

import io.deltabook.contract.LaneId;
import io.deltabook.job.storage.LaneTasks;
import io.deltabook.job.verify.FindingKind;
import io.deltabook.job.verify.Findings;
import io.deltabook.job.verify.NotAnOutputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;

/**
 * Outputs that each continue the one before, read as one and compared with the output of a single
 * run. Each output by itself is verified elsewhere.
 */
public final class OutputChain {
    private final List<ChainLink> links;
    private final List<ChainLink> others;
    private final Findings findings;

    private OutputChain(List<ChainLink> links, List<ChainLink> others, Findings findings) {
        this.links = links;
        this.others = others;
        this.findings = findings;
    }

    /**
     * Reads the footers.
     *
     * @param outputs in the order in which they continue one another
     * @param other output of a single run, null for none
     * @throws NotAnOutputException if a folder is not an output
     */
    public static OutputChain open(List<Path> outputs, Path other, Findings findings)
            throws IOException {
        List<ChainLink> links = new ArrayList<>();
        for (Path output : outputs) {
            links.add(ChainLink.open(output, findings));
        }
        return new OutputChain(
                links,
                other == null ? List.of() : List.of(ChainLink.open(other, findings)),
                findings);
    }

    /** Number of rows to read. */
    public long rows() {
        return links.stream().mapToLong(ChainLink::rows).sum()
                + others.stream().mapToLong(ChainLink::rows).sum();
    }

    /**
     * Reads and compares.
     *
     * @param threads lanes read at a time
     * @param progress receives the number of rows read since the last call, on any thread
     * @return the result of each lane, ordered by exchange and symbol
     */
    public List<ChainResult> read(int threads, LongConsumer progress) throws IOException {
        Set<LaneId> lanes = new TreeSet<>();
        for (int i = 0; i < links.size(); i++) {
            links.get(i).lanes().forEach(lanes::add);
            if (i > 0 && !links.get(i).goesOnFrom(links.get(i - 1))) {
                findings.file(
                        FindingKind.SEED,
                        links.get(i).output().toString(),
                        "a lane must continue from [%s], but none does: name the outputs in the order in which they continue",
                        links.get(i - 1).output());
            }
        }
        others.forEach(other -> other.lanes().forEach(lanes::add));
        List<Callable<ChainResult>> tasks = new ArrayList<>();
        for (LaneId lane : lanes) {
            tasks.add(() -> new ChainLane(lane, findings).read(links, others, progress));
        }
        return LaneTasks.run(threads, tasks);
    }
}
