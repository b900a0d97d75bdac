// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job;

import io.deltabook.job.cli.Program;

/**
 * Entry point for Flink itself: {@code flink run -c}, application mode and the Kubernetes operator.
 * Takes the arguments of {@code deltabook run}; docs/cluster.md says how the two differ.
 */
public final class DeltabookJob {
    private DeltabookJob() {}

    public static void main(String[] args) throws Exception {
        Program.run(args);
    }
}
