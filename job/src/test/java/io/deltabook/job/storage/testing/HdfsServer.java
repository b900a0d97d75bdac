// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** HDFS with one node for data, on this machine; for a class of tests. Maven copies the program. */
public final class HdfsServer implements BeforeAllCallback, AfterAllCallback {
    private static final Path PROGRAM = Path.of("target/hdfs/minicluster.jar").toAbsolutePath();
    private static final Pattern PORT = Pattern.compile("\"namenode_port\" *: *(\\d+)");
    private static final long PATIENCE_SECONDS = 120;

    private Path folder;
    private Process process;
    private String address;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException, InterruptedException {
        folder = Files.createTempDirectory("deltabook-hdfs").toRealPath();
        Path details = folder.resolve("details.json");
        Path log = folder.resolve("hdfs.log");
        process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-Xmx256m",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Dtest.build.data=" + folder,
                                "-cp",
                                PROGRAM
                                        + File.pathSeparator
                                        + System.getProperty("java.class.path"),
                                "org.apache.hadoop.test.MiniDFSClusterManager",
                                "-format",
                                "-writeDetails",
                                details.toString())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        address = "hdfs://127.0.0.1:" + port(details, log);
    }

    private int port(Path details, Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            if (Files.exists(details)) {
                Matcher port = PORT.matcher(Files.readString(details));
                if (port.find()) {
                    return Integer.parseInt(port.group(1));
                }
            }
            assertThat(process.isAlive() && System.nanoTime() < deadline)
                    .as("HDFS answers: " + Files.readString(log))
                    .isTrue();
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Uploads a folder; returns its address. */
    public String upload(Path files, String name) throws IOException {
        URI target = URI.create(address(name));
        try (FileSystem system = FileSystem.newInstance(target, new Configuration())) {
            system.copyFromLocalFile(
                    new org.apache.hadoop.fs.Path(files.toUri()),
                    new org.apache.hadoop.fs.Path(target));
        }
        return address(name);
    }

    /** The address of a file or folder. */
    public String address(String name) {
        return address + "/" + name;
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException, InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
        FileUtils.deleteDirectory(folder.toFile());
    }
}
