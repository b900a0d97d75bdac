// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.doctor;

import com.sun.management.UnixOperatingSystemMXBean;
import io.deltabook.job.memory.MachineMemory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the facts of the machine that this process runs on. */
public final class MachineReading {
    private static final Path AVAILABLE = Path.of("/proc/meminfo");
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Path CONTAINER_PROCESSES = Path.of("/sys/fs/cgroup/pids.max");
    private static final long KIB = 1024;

    private MachineReading() {}

    /**
     * Reads them, for which it writes and deletes a small file in each folder.
     *
     * @param java facts of the JVM, which the command line knows
     */
    public static MachineFacts of(IntendedRun run, MachineFacts.JvmFacts java) {
        FolderFacts output = folder(run.output());
        FolderFacts state = folder(run.state());
        FolderFacts temporary = folder(Path.of(System.getProperty("java.io.tmpdir")));
        return new MachineFacts(
                java,
                Runtime.getRuntime().availableProcessors(),
                MachineMemory.bytes(),
                Math.min(MachineMemory.bytes(), availableBytes(lines(AVAILABLE))),
                openFiles(),
                Math.min(
                        limit(lines(LIMITS), "Max processes"),
                        number(String.join("", lines(CONTAINER_PROCESSES)))),
                System.currentTimeMillis(),
                output,
                state,
                temporary,
                portFault(run.webPort()));
    }

    /** Writes a file and looks at it. */
    static FolderFacts folder(Path wanted) {
        Path folder = existing(wanted.toAbsolutePath().normalize());
        if (!Files.isDirectory(folder)) {
            return new FolderFacts(folder, "it is a file", 0, 0, false);
        }
        Path probe = null;
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            long before = System.currentTimeMillis();
            probe = Files.createTempFile(folder, ".deltabook-doctor-", ".tmp");
            Files.write(probe, new byte[1]);
            long time = Files.getLastModifiedTime(probe).toMillis();
            boolean isExecuting = probe.toFile().setExecutable(true) && Files.isExecutable(probe);
            return new FolderFacts(
                    folder,
                    null,
                    free,
                    ahead(time, before, System.currentTimeMillis()),
                    isExecuting);
        } catch (IOException e) {
            return new FolderFacts(folder, e.toString(), 0, 0, false);
        } finally {
            delete(probe);
        }
    }

    private static long ahead(long time, long before, long after) {
        return time > after ? time - after : Math.min(0, time - before);
    }

    private static void delete(Path probe) {
        try {
            if (probe != null) {
                Files.deleteIfExists(probe);
            }
        } catch (IOException e) {
            probe.toFile().deleteOnExit();
        }
    }

    private static Path existing(Path folder) {
        Path path = folder;
        while (!Files.exists(path) && path.getParent() != null) {
            path = path.getParent();
        }
        return path;
    }

    /** Of {@code /proc/meminfo}; unknown on other systems. */
    static long availableBytes(List<String> lines) {
        for (String line : lines) {
            if (line.startsWith("MemAvailable:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB;
            }
        }
        return Long.MAX_VALUE;
    }

    /** The hard limit, to which Java raises the soft one. */
    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }

    /** The soft limit in a line of {@code /proc/self/limits}. */
    static long limit(List<String> lines, String name) {
        for (String line : lines) {
            if (line.startsWith(name + " ")) {
                return number(line.substring(name.length()).strip().split(" +")[0]);
            }
        }
        return Long.MAX_VALUE;
    }

    private static long number(String text) {
        String word = text.strip();
        return word.matches("\\d{1,18}") ? Long.parseLong(word) : Long.MAX_VALUE;
    }

    private static String portFault(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return null;
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }
}
