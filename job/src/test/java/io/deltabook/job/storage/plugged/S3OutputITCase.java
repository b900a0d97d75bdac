// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.plugged;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.UndisturbedRun;
import io.deltabook.job.storage.Place;
import io.deltabook.job.storage.testing.CountingProxy;
import io.deltabook.job.storage.testing.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class S3OutputITCase {
    private static final int RECORD_REQUESTS = 41;

    @RegisterExtension static final S3Server S3 = new S3Server();

    /** Generated input, and what a run of it writes on a disk. */
    @RegisterExtension
    static final UndisturbedRun LOCAL =
            new UndisturbedRun("--rows 120000 --seed 5", "--parallelism 2");

    @Test
    void whatIsWrittenIntoABucketIsWhatIsWrittenOnADisk() throws IOException {
        String output = S3.address("runs/out");
        S3.requests().restart();

        CommandLineRun.succeeds(
                        "run --input",
                        LOCAL.input(),
                        "--parallelism 2 --set checkpoint.interval=1s --output",
                        output,
                        "--state",
                        S3.address("runs/state"),
                        S3.options())
                .assertOut("120,000");
        assertThat(S3.requests().all().stream().filter(S3OutputITCase::isOfRecords))
                .as("each takes its time, so that the run's folders are asked for once a step")
                .hasSizeLessThanOrEqualTo(RECORD_REQUESTS);

        CommandLineRun.succeeds("verify", output, "--against", LOCAL.output(), S3.options());
        CommandLineRun.succeeds("status", output, S3.options());
        assertThat(names(S3.address("runs"))).as("the state is deleted").containsExactly("out");
        assertThat(names(output))
                .contains("_deltabook.json", "manifest.jsonl", "summary.json")
                .doesNotContain(".deltabook.lock");
    }

    /** Whether a request is about the run's own files in its state, but for its checkpoints. */
    private static boolean isOfRecords(CountingProxy.Asked asked) {
        String path = asked.path().replace("%2F", "/");
        return path.contains("runs/state")
                && !path.contains("checkpoints")
                && !path.contains("savepoints")
                && !path.contains("restore_point")
                && !path.contains("lock");
    }

    private static List<String> names(String folder) throws IOException {
        try (Stream<Path> entries = Files.list(Place.of(folder))) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }
}
