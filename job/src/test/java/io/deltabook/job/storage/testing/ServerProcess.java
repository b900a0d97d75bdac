// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/** A Java program that serves on this machine until it is closed, with a folder of its own. */
final class ServerProcess implements AutoCloseable {
    /** How long a server may take to start or to answer. */
    static final long PATIENCE_SECONDS = 120;

    private static final List<String> JAVA =
            List.of(
                    Path.of(System.getProperty("java.home"), "bin/java").toString(),
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC");

    private final String name;
    private final Path folder;
    private Process process;

    /** Asks the server; false or an error as long as it does not answer. */
    interface Question {
        boolean isAnswered() throws IOException, InterruptedException;
    }

    ServerProcess(String name) throws IOException {
        this.name = name;
        this.folder = Files.createTempDirectory("deltabook-" + name).toRealPath();
    }

    /** Deleted at the end. */
    Path folder() {
        return folder;
    }

    /** Starts the program and returns once it answers. */
    void start(List<String> command, Question question) throws IOException, InterruptedException {
        process =
                new ProcessBuilder(Stream.of(JAVA, command).flatMap(List::stream).toList())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log().toFile())
                        .start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!isAnswered(question)) {
            assertThat(process.isAlive() && System.nanoTime() < deadline)
                    .as(name + " answers: " + Files.readString(log()))
                    .isTrue();
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static boolean isAnswered(Question question) throws InterruptedException {
        try {
            return question.isAnswered();
        } catch (IOException e) {
            return false;
        }
    }

    private Path log() {
        return folder.resolve("server.log");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
        FileUtils.deleteDirectory(folder.toFile());
    }
}
