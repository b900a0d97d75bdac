// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Scripts that use polars, run by node; a test is skipped where npm cannot install it. */
final class Polars {
    private static final String VERSION = "0.24.1";

    private Polars() {}

    /** The lines that a script of the test resources prints. */
    static List<String> run(String script, Object... arguments)
            throws IOException, InterruptedException {
        Path module = Files.createDirectories(Path.of("target", "polars").toAbsolutePath());
        Files.copy(
                Polars.class.getResourceAsStream("/readers/" + script),
                module.resolve(script),
                StandardCopyOption.REPLACE_EXISTING);
        assumeTrue(isInstalled(module), "npm cannot install polars here: skipped");
        List<String> command = new ArrayList<>(List.of("node", script));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return run(module, command);
    }

    /** Installed once, though test JVMs run at the same time. */
    private static boolean isInstalled(Path module) throws IOException, InterruptedException {
        Path done = module.resolve("installed-" + VERSION);
        try (FileChannel lock =
                        FileChannel.open(
                                module.resolve("lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock held = lock.lock()) {
            assertThat(held.isValid()).isTrue();
            if (Files.exists(done)) {
                return true;
            }
            run(
                    module,
                    List.of(
                            "npm",
                            "install",
                            "--prefix",
                            ".",
                            "--no-audit",
                            "--no-fund",
                            "nodejs-polars@" + VERSION));
            Files.createFile(done);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> run(Path folder, List<String> command)
            throws IOException, InterruptedException {
        Path out = folder.resolve("out-" + ProcessHandle.current().pid() + ".txt");
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + " must end, but did not");
        }
        if (process.exitValue() != 0) {
            throw new IOException(Files.readString(out));
        }
        return Files.readAllLines(out);
    }
}
