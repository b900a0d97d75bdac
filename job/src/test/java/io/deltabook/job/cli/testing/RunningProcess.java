// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.deltabook.job.cli.Main;
import io.deltabook.job.storage.plugged.Plugins;
import io.deltabook.job.testing.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ConfigConstants;

/** The command line as a process of its own; its lines are those of both streams. */
public final class RunningProcess implements AutoCloseable {
    private static final String HEAP = "1g";
    private static final String WEB_UI = "Web UI: ";

    private final Process process;
    private final BufferedReader reader;
    private final List<String> lines = new ArrayList<>();

    private RunningProcess(Process process) {
        this.process = process;
        this.reader =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** A command, whose {@link Words} are given. */
    public static RunningProcess start(Object... words) throws IOException {
        return startMain(Main.class.getName(), words);
    }

    /** Another class that has a main method, by its name. */
    public static RunningProcess startMain(String main, Object... words) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(JavaCommand.of(HEAP, main, Words.of(words).list()));
        String plugins = System.getProperty(Plugins.FOLDER);
        if (plugins != null) {
            builder.environment().put(ConfigConstants.ENV_FLINK_PLUGINS_DIR, plugins);
        }
        return of(builder);
    }

    /**
     * Any command; its first process is a Java one in the end. It takes the signals that this
     * process may have been started to ignore, as a shell's background job is: only then does it
     * show what a signal does.
     */
    public static RunningProcess of(ProcessBuilder builder) throws IOException {
        List<String> command = new ArrayList<>();
        if (IgnoredSignals.any()) {
            assumeTrue(
                    IgnoredSignals.canBeReset(),
                    "this process ignores SIGINT or SIGHUP, and env cannot reset them for others");
            command.addAll(List.of("env", "--default-signal=INT,HUP"));
        }
        command.addAll(builder.command());
        return new RunningProcess(builder.command(command).redirectErrorStream(true).start());
    }

    /** Types a text, where the process reads one. */
    public void type(String text) throws IOException {
        process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Reads on until the web UI's address is printed. */
    public URI webAddress() throws IOException {
        String line = await(WEB_UI);
        return URI.create(line.substring(line.indexOf(WEB_UI) + WEB_UI.length()).split(" ")[0]);
    }

    /** Reads on until a line that contains a text. */
    public String await(String text) throws IOException {
        for (String line = next(); line != null; line = next()) {
            if (line.contains(text)) {
                return line;
            }
        }
        throw new AssertionError("no line has '" + text + "': " + lines);
    }

    private String next() throws IOException {
        String line = reader.readLine();
        if (line != null) {
            lines.add(line);
        }
        return line;
    }

    /** Sends a signal, such as INT. */
    public void signal(String name) throws IOException, InterruptedException {
        int exitCode =
                new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .inheritIO()
                        .start()
                        .waitFor();
        assertThat(exitCode).as("kill -" + name).isZero();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Reads to the end and waits for it. */
    public int exitCode() throws IOException, InterruptedException {
        while (next() != null) {
            assertThat(lines).hasSizeLessThan(10_000);
        }
        return process.waitFor();
    }

    public List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
