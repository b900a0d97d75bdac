// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.output.CommittedFile;
import io.deltabook.job.output.Manifest;
import io.deltabook.job.storage.Place;
import io.deltabook.job.storage.testing.S3Server;
import java.io.IOException;
import java.util.List;

/**
 * A run from a bucket into a bucket, with its state there, which ends as an undisturbed one on a
 * disk.
 *
 * @param server where the bucket is
 * @param name prefix of all that it writes
 * @param undisturbed the same run, as it is left alone
 */
public record BucketRun(S3Server server, String name, UndisturbedRun undisturbed) {
    /** Checkpoints so often that the run is not at its end too soon. */
    public static final String SLOW = "--set checkpoint.interval=10ms";

    /** Prefix of the input, which is uploaded once. */
    private static final String INPUT = "in";

    private static final int POLL_MILLIS = 20;

    /** Files of an output that its manifest does not list. */
    private static final List<String> BESIDE_MANIFEST =
            List.of("_deltabook.json", "_restore_point.json", "manifest.jsonl", "summary.json");

    /** Uploads the input of all runs. */
    public static void upload(S3Server server, UndisturbedRun undisturbed)
            throws IOException, InterruptedException {
        server.upload(undisturbed.input(), INPUT);
    }

    public String output() {
        return server.address(name + "/out");
    }

    public String state() {
        return server.address(name + "/state");
    }

    /** The command that begins it. */
    public Words begin(Object... more) {
        return Words.of(
                undisturbed.begin(server.address(INPUT), output()),
                "--state",
                state(),
                server.options(),
                more);
    }

    /** The command that resumes it. */
    public Words resume(Object... more) {
        return Words.of(
                "run --resume --output", output(), "--state", state(), server.options(), more);
    }

    /** The command that goes on with it after its process died: it may have written nothing. */
    public Words goOn(Object... more) throws IOException, InterruptedException {
        List<String> names = server.names(name + "/");
        boolean isStarted =
                names.contains("state/run.json") || names.contains("out/_deltabook.json");
        return isStarted ? resume(more) : begin(more);
    }

    /** Another command about it, such as {@code stop}. */
    public CommandLineRun command(String command, Object... more) {
        return CommandLineRun.of(command, "--output", output(), server.options(), more);
    }

    /** Waits for rows that a checkpoint has committed. */
    public void awaitCommitted() throws IOException, InterruptedException {
        while (server.names(name + "/out/events/").isEmpty()) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** Waits for a savepoint that was not there before. */
    public void awaitSavepointAfter(List<String> before) throws IOException, InterruptedException {
        while (before.containsAll(savepoints())) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** The complete savepoints. */
    public List<String> savepoints() throws IOException, InterruptedException {
        return server.names(name + "/state/savepoints/").stream()
                .filter(file -> file.endsWith("/_metadata"))
                .toList();
    }

    /** Every row is committed once, and nothing is left but what a complete run consists of. */
    public CommandLineRun assertSameAsUndisturbed() throws IOException, InterruptedException {
        CommandLineRun verified =
                CommandLineRun.succeeds(
                        "verify", output(), "--against", undisturbed.output(), server.options());
        List<String> listed =
                Manifest.read(Place.of(output())).all().map(CommittedFile::path).toList();
        assertThat(server.names(name + "/"))
                .filteredOn(key -> !BESIDE_MANIFEST.contains(key.substring("out/".length())))
                .containsExactlyInAnyOrderElementsOf(listed.stream().map("out/"::concat).toList());
        return verified;
    }

    /** Uploads that have begun and not become files, of killed processes. */
    public int uploads() throws IOException, InterruptedException {
        return server.uploads(name + "/");
    }
}
