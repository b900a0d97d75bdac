// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.testing;

import io.deltabook.job.DeltabookJob;
import io.deltabook.job.storage.plugged.Plugins;
import io.deltabook.job.testing.FreePort;
import io.deltabook.job.testing.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;

/** Flink's application mode as real processes on this machine, with the class path of the tests. */
public final class ApplicationCluster {
    private static final String HEAP = "512m";

    /** What Flink's scripts open for its processes. */
    private static final String OPENS =
            Stream.of("java.lang", "java.net", "java.nio", "java.util", "java.util.concurrent")
                    .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
                    .collect(Collectors.joining(" "));

    private final Path conf;

    private ApplicationCluster(Path conf) {
        this.conf = conf;
    }

    /** Writes its configuration; two slots for each TaskManager. */
    public static ApplicationCluster in(Path folder) throws IOException {
        return in(folder, Map.of());
    }

    /** With settings of its own, such as those of a store. */
    public static ApplicationCluster in(Path folder, Map<String, String> own) throws IOException {
        int rest = FreePort.any();
        String config =
                """
                jobmanager.rpc.address: localhost
                jobmanager.rpc.port: %d
                jobmanager.bind-host: localhost
                jobmanager.scheduler: adaptive
                jobmanager.adaptive-scheduler.submission.resource-stabilization-timeout: 500 ms
                taskmanager.host: localhost
                taskmanager.bind-host: localhost
                rest.address: localhost
                rest.bind-address: localhost
                rest.port: %d
                rest.bind-port: %d
                heartbeat.interval: 500 ms
                heartbeat.timeout: 10 s
                cluster.registration.error-delay: 500 ms
                cluster.registration.max-timeout: 1 s
                taskmanager.numberOfTaskSlots: 2
                taskmanager.cpu.cores: 1
                taskmanager.memory.task.heap.size: 256m
                taskmanager.memory.task.off-heap.size: 64m
                taskmanager.memory.managed.size: 128m
                taskmanager.memory.network.min: 32m
                taskmanager.memory.network.max: 32m
                taskmanager.memory.framework.heap.size: 128m
                taskmanager.memory.framework.off-heap.size: 128m
                taskmanager.memory.jvm-metaspace.size: 256m
                taskmanager.memory.jvm-overhead.min: 64m
                taskmanager.memory.jvm-overhead.max: 64m
                restart-strategy.exponential-delay.initial-backoff: 100 ms
                io.tmp.dirs: %s
                """
                        .formatted(
                                FreePort.any(),
                                rest,
                                rest,
                                Files.createDirectories(folder.resolve("tmp")));
        Path conf = Files.createDirectories(folder.resolve("conf"));
        StringBuilder all = new StringBuilder(config);
        own.forEach((key, value) -> all.append(key).append(": ").append(value).append('\n'));
        Files.writeString(conf.resolve("config.yaml"), all);
        return new ApplicationCluster(conf);
    }

    /** A JobManager that runs the program with these arguments, Flink's own among them. */
    public RunningProcess deploy(Object... arguments) throws IOException {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "--configDir",
                                conf.toString(),
                                "--job-classname",
                                DeltabookJob.class.getName()));
        words.addAll(Words.of(arguments).list());
        return start(StandaloneApplicationClusterEntryPoint.class, words);
    }

    public RunningProcess taskManager() throws IOException {
        return taskManager(List.of());
    }

    /** A TaskManager in which a {@link PausedRun} is paused. */
    public RunningProcess pausingTaskManager() throws IOException {
        return taskManager(PausedRun.taskManager());
    }

    private RunningProcess taskManager(List<String> own) throws IOException {
        List<String> words = new ArrayList<>(List.of("--configDir", conf.toString()));
        words.addAll(own);
        return start(TaskManagerRunner.class, words);
    }

    private static RunningProcess start(Class<?> main, List<String> words) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(JavaCommand.of(HEAP, main.getName(), words));
        builder.environment().put("JDK_JAVA_OPTIONS", OPENS);
        String plugins = System.getProperty(Plugins.FOLDER);
        if (plugins != null) {
            builder.environment().put("FLINK_PLUGINS_DIR", plugins);
        }
        return RunningProcess.of(builder);
    }
}
