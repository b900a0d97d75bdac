// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * A command run in this JVM, with what it said.
 *
 * @param exitCode what the process would return
 * @param out lines on the result stream
 * @param err lines on the error stream
 */
public record CommandLineRun(int exitCode, String out, String err) {
    /** Runs a command that must end with exit code 0. */
    public static CommandLineRun succeeds(Object... words) {
        return of(words).assertSucceeded();
    }

    public CommandLineRun assertSucceeded() {
        return assertEndedWith(0);
    }

    public CommandLineRun assertEndedWith(int code) {
        assertThat(exitCode).as(out + err).isEqualTo(code);
        return this;
    }

    /** The error stream has all these texts. */
    public CommandLineRun assertErr(String... texts) {
        assertThat(err).contains(texts);
        return this;
    }

    /** The error stream has a text of this pattern. */
    public CommandLineRun assertErrPattern(String pattern) {
        assertThat(err).containsPattern(pattern);
        return this;
    }

    /** The result stream has all these texts. */
    public CommandLineRun assertOut(String... texts) {
        assertThat(out).contains(texts);
        return this;
    }

    /** The result stream has a text of this pattern. */
    public CommandLineRun assertOutPattern(String pattern) {
        assertThat(out).containsPattern(pattern);
        return this;
    }

    /** Runs a command on another thread. */
    public static CompletableFuture<CommandLineRun> async(Object... words) {
        return CompletableFuture.supplyAsync(() -> of(words));
    }

    /** Runs a command, whose {@link Words} are given. */
    public static CommandLineRun of(Object... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode =
                Main.execute(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Words.of(words).array());
        return new CommandLineRun(
                exitCode,
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8));
    }
}
