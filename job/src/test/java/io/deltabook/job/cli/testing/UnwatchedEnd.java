// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.RunCommand;
import io.deltabook.job.cli.run.RunAnswer;
import io.deltabook.job.cli.run.RunAttempt;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.state.JobRecord;
import io.deltabook.job.testing.Folders;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import picocli.CommandLine;

/**
 * What a run leaves whose job has ended on a cluster while nobody waited for it: all rows, neither
 * manifest nor summary, and its state without a checkpoint. Each test has it anew.
 */
public final class UnwatchedEnd implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    private static final String JOB = "c67b8ad64b6045d6de4f0c1d5b8a6991";

    private final String generated;
    private final String options;
    private Path folder;

    /**
     * Makes the extension.
     *
     * @param generated options of {@code generate}
     * @param options of the run
     */
    public UnwatchedEnd(String generated, String options) {
        this.generated = generated;
        this.options = options;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("deltabook-unwatched").toRealPath();
        CommandLineRun.succeeds("generate --output", folder.resolve("in"), generated);
        Console console = new Console(silent(), silent());
        RunCommand command =
                new RunCommand(
                        console,
                        run -> {
                            Folders.copy(state(), folder.resolve("kept.state"));
                            return new RunAttempt(run, RunAnswer.TEXT, console).execute();
                        });
        int exitCode =
                new CommandLine(command)
                        .execute(
                                Words.of("--input", folder.resolve("in"), "--output", output())
                                        .and(options)
                                        .array());
        assertThat(exitCode).isZero();
        Files.move(output(), folder.resolve("kept"));
    }

    private static PrintStream silent() {
        return new PrintStream(OutputStream.nullOutputStream());
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        FileUtils.deleteDirectory(output().toFile());
        FileUtils.deleteDirectory(state().toFile());
        Folders.copy(folder.resolve("kept"), output());
        Files.delete(output().resolve("manifest.jsonl"));
        Files.delete(output().resolve("summary.json"));
        restoreState();
    }

    /** The state as it is before it is deleted. */
    public void restoreState() throws IOException {
        Folders.copy(folder.resolve("kept.state"), state());
        Files.deleteIfExists(state().resolve("lock"));
    }

    /** The job is said to be on this cluster. */
    public void on(URI cluster) throws IOException {
        new JobRecord(cluster, JOB, false, 0, 1).write(state().resolve("job.json"));
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        FileUtils.deleteDirectory(folder.toFile());
    }

    public Path output() {
        return folder.resolve("out");
    }

    public Path state() {
        return folder.resolve("out.state");
    }

    /** The output as the run left it, with manifest and summary. */
    public Path watched() {
        return folder.resolve("kept");
    }
}
