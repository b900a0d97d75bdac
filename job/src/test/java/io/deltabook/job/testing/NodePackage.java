// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A package of npm, and scripts of the tests' resources that use it, run by node. It is installed
 * once, though test JVMs run at the same time.
 *
 * @param name its name and version, as npm wants them
 * @param folder where it is installed, below the build's
 * @param patience how long a script may take
 */
public record NodePackage(String name, String folder, Duration patience) {
    /**
     * The lines that a script prints. The test is skipped where npm cannot install the package.
     *
     * @param script path of the resource
     * @throws IOException if it fails
     */
    public List<String> run(String script, Object... words)
            throws IOException, InterruptedException {
        Path module = Files.createDirectories(Path.of("target", folder).toAbsolutePath());
        assumeTrue(isInstalled(module), "npm cannot install " + name + " here: skipped");
        Path copy = module.resolve(script.substring(script.lastIndexOf('/') + 1));
        try (InputStream in = NodePackage.class.getResourceAsStream(script)) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        return run(
                module,
                Stream.concat(
                                Stream.of("node", copy.getFileName().toString()),
                                Stream.of(words).map(Object::toString))
                        .toList());
    }

    private boolean isInstalled(Path module) throws InterruptedException {
        Path done = module.resolve("installed-" + name.replace('/', '-'));
        try (FileChannel file =
                        FileChannel.open(
                                module.resolve("lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            if (lock.isValid() && !Files.exists(done)) {
                run(
                        module,
                        List.of(
                                "npm",
                                "install",
                                "--prefix",
                                ".",
                                "--no-audit",
                                "--no-fund",
                                name));
                Files.createFile(done);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private List<String> run(Path module, List<String> command)
            throws IOException, InterruptedException {
        Path out = module.resolve("out-" + ProcessHandle.current().pid() + ".txt");
        Process process =
                new ProcessBuilder(command)
                        .directory(module.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IOException(command + " must end, but did not: " + Files.readString(out));
        }
        if (process.exitValue() != 0) {
            throw new IOException(Files.readString(out));
        }
        return Files.readAllLines(out);
    }
}
