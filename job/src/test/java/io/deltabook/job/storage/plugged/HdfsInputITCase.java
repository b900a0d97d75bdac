// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.plugged;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.UndisturbedRun;
import io.deltabook.job.storage.testing.HdfsServer;
import io.deltabook.job.testing.FreePort;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Flink's file system for HDFS and Hadoop's client are libraries of the program. */
final class HdfsInputITCase {
    @RegisterExtension static final HdfsServer HDFS = new HdfsServer();

    /** Generated input, and what a run of it writes that reads it from the disk. */
    @RegisterExtension
    static final UndisturbedRun LOCAL =
            new UndisturbedRun("--rows 20000 --seed 5", "--parallelism 2");

    @TempDir private Path folder;

    @Test
    void whatIsReadFromHdfsIsWhatIsReadFromADisk() throws Exception {
        String input = HDFS.upload(LOCAL.input(), "market");
        Path output = folder.resolve("out");

        CommandLineRun.succeeds("plan --input", input).assertOut("A run would read all of this.");
        String described = CommandLineRun.succeeds("inspect --files", input).out();
        assertThat(described.replace(input, LOCAL.input().toString()))
                .isEqualTo(CommandLineRun.succeeds("inspect --files", LOCAL.input()).out());

        CommandLineRun.succeeds("run --input", input, "--output", output).assertOut("20,000");
        LOCAL.assertSameAs(output, "the output of the same rows from HDFS");
    }

    @Test
    void whatIsNotThereIsNamed() {
        String none = HDFS.address("none");
        CommandLineRun.of("plan --input", none)
                .assertEndedWith(3)
                .assertErr("[" + none + "] must be a folder or a file, but does not exist");
        String silent = "127.0.0.1:" + FreePort.any();
        CommandLineRun.of("plan --input hdfs://" + silent + "/in")
                .assertEndedWith(3)
                .assertErr(
                        "[hdfs://%s/in] must be accessible, but is not: no name node answers at %1$s (Connection refused): it must run"
                                .formatted(silent),
                        "as fs.defaultFS in Hadoop's core-site.xml has it");
        CommandLineRun.of("plan --input hdfs://several.invalid/in")
                .assertEndedWith(3)
                .assertErr("the host several.invalid is not known; if it names a service");
    }
}
