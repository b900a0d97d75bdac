// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.plugged;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.Main;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.OutputTotals;
import io.deltabook.job.cli.testing.RunningProcess;
import io.deltabook.job.cli.testing.Words;
import io.deltabook.job.output.DataFiles;
import io.deltabook.job.storage.testing.S3Server;
import io.deltabook.job.testing.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.configuration.ConfigConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A run that follows a bucket into which days are uploaded. */
final class S3FollowITCase {
    @RegisterExtension static final S3Server S3 = new S3Server();

    private static final String GENERATED =
            "--rows 10000 --symbols 1 --start 2024-08-01T00:00:00Z --messages-per-second 0.0003";

    @TempDir private Path folder;

    private Path all;
    private Path output;

    @Test
    void aFollowedBucketGivesTheRowsOfOneRunOfAllItsDays() throws Exception {
        all = folder.resolve("all");
        output = folder.resolve("out");
        CommandLineRun.succeeds("generate --output", all, GENERATED);
        add("2024-08-01");
        try (RunningProcess run = follow()) {
            run.await("Caught up with the input at savepoint 1");
            run.await("Waiting for files.");
            add("2024-08-02");
            run.await("New: 1 file");
            run.await("Web UI");
            run.signal("KILL");
            assertThat(run.exitCode()).isEqualTo(137);
        }
        CommandLineRun.succeeds("run --resume --no-follow --output", output, S3.options());

        Path one = folder.resolve("one");
        CommandLineRun.succeeds(
                "run --parallelism 1 --to 2024-08-02 --input", all, "--output", one);
        CommandLineRun.succeeds("verify", output, "--against", one).assertOut("Clean", "1 lane");
        assertThat(OutputTotals.of(output)).isEqualTo(OutputTotals.of(one));
    }

    private RunningProcess follow() throws IOException {
        Words words =
                Words.of(
                        "run --follow --every 100ms --parallelism 1 --input",
                        S3.address("recorded"),
                        "--output",
                        output,
                        S3.options());
        ProcessBuilder builder =
                new ProcessBuilder(JavaCommand.of("1g", Main.class.getName(), words.list()));
        builder.environment()
                .put(ConfigConstants.ENV_FLINK_PLUGINS_DIR, System.getProperty(Plugins.FOLDER));
        return RunningProcess.of(builder);
    }

    /** Uploads a day, which is one file. */
    private void add(String day) throws IOException, InterruptedException {
        for (Path file : DataFiles.below(all)) {
            if (file.toString().contains("dt=" + day)) {
                S3.put("recorded/" + all.relativize(file), Files.readAllBytes(file));
            }
        }
    }
}
