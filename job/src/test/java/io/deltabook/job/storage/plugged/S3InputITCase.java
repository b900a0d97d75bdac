// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.plugged;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.UndisturbedRun;
import io.deltabook.job.storage.testing.S3Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class S3InputITCase {
    @RegisterExtension static final S3Server S3 = new S3Server();

    /** Generated input, and what a run of it writes that reads it from the disk. */
    @RegisterExtension
    static final UndisturbedRun LOCAL =
            new UndisturbedRun("--rows 120000 --seed 5", "--parallelism 2");

    @TempDir private Path folder;

    @Test
    void whatIsReadFromABucketIsWhatIsReadFromADisk() throws Exception {
        String input = S3.upload(LOCAL.input(), "market");
        Path output = folder.resolve("out");
        S3.requests().restart();

        CommandLineRun.succeeds("run --input", input, "--output", output, S3.options())
                .assertOut("120,000");

        LOCAL.assertSameAs(output, "the output of the same rows from a bucket");
        // Its tail, its first rows for each of three decisions, and its rows.
        int files = files(LOCAL.input()).size();
        assertThat(S3.requests().reads()).hasSizeLessThanOrEqualTo(5 * files);
    }

    @Test
    void whatAFileInABucketIsIsSaidAsOfOneOnADisk() throws Exception {
        S3.upload(LOCAL.input(), "described");
        String local = CommandLineRun.succeeds("inspect --files", LOCAL.input()).out();

        String stored =
                CommandLineRun.succeeds("inspect --files", S3.address("described"), S3.options())
                        .out();

        assertThat(stored.replace(S3.address("described"), LOCAL.input().toString()))
                .isEqualTo(local);
    }

    private static List<Path> files(Path folder) throws Exception {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(path -> path.toString().endsWith(".parquet")).toList();
        }
    }
}
