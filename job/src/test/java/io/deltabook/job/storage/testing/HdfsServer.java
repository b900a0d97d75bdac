// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.testing;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** HDFS with one node for data, on this machine; for a class of tests. Maven copies the program. */
public final class HdfsServer implements BeforeAllCallback, AfterAllCallback {
    private static final Path PROGRAM = Path.of("target/hdfs/minicluster.jar").toAbsolutePath();
    private static final Pattern PORT = Pattern.compile("\"namenode_port\" *: *(\\d+)");

    private ServerProcess server;
    private Path details;
    private String address;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException, InterruptedException {
        server = new ServerProcess("hdfs");
        details = server.folder().resolve("details.json");
        server.start(
                List.of(
                        "-Dtest.build.data=" + server.folder(),
                        "-cp",
                        PROGRAM + File.pathSeparator + System.getProperty("java.class.path"),
                        "org.apache.hadoop.test.MiniDFSClusterManager",
                        "-format",
                        "-writeDetails",
                        details.toString()),
                this::isAnswering);
    }

    private boolean isAnswering() throws IOException {
        Matcher port = PORT.matcher(Files.readString(details));
        if (!port.find()) {
            return false;
        }
        address = "hdfs://127.0.0.1:" + port.group(1);
        return true;
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
        if (server != null) {
            server.close();
        }
    }
}
