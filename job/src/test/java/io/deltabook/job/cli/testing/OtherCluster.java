// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.testing;

import io.deltabook.job.cli.cluster.FlinkSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/** A cluster in this JVM that takes jobs from others, as a standalone one does. */
public final class OtherCluster {
    private OtherCluster() {}

    public static MiniCluster start(int taskManagers, int slotsEach) throws Exception {
        return start(taskManagers, slotsEach, new Configuration());
    }

    /** With settings of its own. */
    public static MiniCluster start(int taskManagers, int slotsEach, Configuration own)
            throws Exception {
        Configuration configuration = FlinkSettings.packed();
        configuration.addAll(own);
        configuration.set(RestOptions.BIND_PORT, "0");
        MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(configuration)
                                .setNumTaskManagers(taskManagers)
                                .setNumSlotsPerTaskManager(slotsEach)
                                .build());
        cluster.start();
        return cluster;
    }

    /** Where it answers. */
    public static String address(MiniCluster cluster) {
        return "localhost:" + cluster.getRestAddress().join().getPort();
    }

    /** A jar to give to it, with nothing in it: all classes are in this JVM. */
    public static Path emptyJar(Path folder) throws IOException {
        Path jar = folder.resolve("job.jar");
        new JarOutputStream(Files.newOutputStream(jar)).close();
        return jar;
    }
}
