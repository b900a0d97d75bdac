// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.parquet.testing.FuzzProcess;
import io.deltabook.job.parquet.testing.SmallHeap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged files in a JVM with a small heap: {@code -Ddeltabook.fuzz.tries=20000} for a long run,
 * {@code -Ddeltabook.fuzz.seed=N} to begin with another seed.
 */
@Tag("slow")
final class MutatedFilesTest {
    private static final int TRIES = 700;
    private static final long SEED = 20_240_808;

    @TempDir Path folder;

    /** Never another exception, never out of memory, never endless, never other rows. */
    @Test
    void areReadAsTheOracleReadsThemOrRefusedByName(TestReporter reporter)
            throws IOException, InterruptedException {
        int tries = Integer.getInteger("deltabook.fuzz.tries", TRIES);
        long seed = Long.getLong("deltabook.fuzz.seed", SEED);
        SmallHeap.Ended ended =
                SmallHeap.run(
                        FuzzProcess.class,
                        folder,
                        List.of(folder.toString(), Long.toString(seed), Integer.toString(tries)));
        assertThat(ended.exitCode()).as("%s", ended.report()).isZero();
        String last = ended.report().get(ended.report().size() - 1);
        reporter.publishEntry(last);
        assertThat(last).contains("tries=" + tries, "READ=", "REFUSED=");
    }
}
