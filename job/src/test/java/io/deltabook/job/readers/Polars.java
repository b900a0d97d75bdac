// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.readers;

import io.deltabook.job.testing.NodePackage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Scripts that use polars, run by node; a test is skipped where npm cannot install it. */
final class Polars {
    private static final NodePackage PACKAGE =
            new NodePackage("nodejs-polars@0.24.1", "polars", Duration.ofSeconds(120));

    private Polars() {}

    /** The lines that a script of the test resources prints. */
    static List<String> run(String script, Object... arguments)
            throws IOException, InterruptedException {
        return PACKAGE.run("/readers/" + script, arguments);
    }
}
