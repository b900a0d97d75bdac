// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.testing;

import java.io.IOException;
import java.util.List;

/** What the resuming command makes of an output that a power cut has left. */
public interface CrashedOutput {
    /**
     * What it would do.
     *
     * @param name in a word or two
     * @param faults what would be lost, doubled or refused; normally none
     */
    record Outcome(String name, List<String> faults) {}

    /** Looks at the output that lies in its place. */
    Outcome examine() throws IOException;
}
