// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.memory;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The memory that this process may use before the system interferes: that of the machine, or of the
 * container's control group (version 1 or 2), whichever is less.
 */
public final class MachineMemory {
    private static final String GROUPS = "proc/self/cgroup";
    private static final String MOUNT = "sys/fs/cgroup";

    private MachineMemory() {}

    /** The memory in bytes. */
    public static long bytes() {
        OperatingSystemMXBean system =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return Math.min(system.getTotalMemorySize(), ofGroups(Path.of("/")));
    }

    /**
     * The lowest limit of the process's control groups and their parents.
     *
     * @param root root of the file system
     * @return bytes, {@link Long#MAX_VALUE} if there is no limit
     */
    static long ofGroups(Path root) {
        long min = Long.MAX_VALUE;
        for (String line : lines(root.resolve(GROUPS))) {
            String[] fields = line.split(":", 3);
            if (fields.length == 3) {
                boolean isUnified = fields[1].isEmpty();
                if (isUnified) {
                    min = Math.min(min, along(root, MOUNT, fields[2], "memory.max"));
                } else if (List.of(fields[1].split(",")).contains("memory")) {
                    String mount = MOUNT + "/memory";
                    min = Math.min(min, along(root, mount, fields[2], "memory.limit_in_bytes"));
                }
            }
        }
        return min;
    }

    /**
     * Inside a container the group's own path may be missing; its limit is then at the mount point.
     */
    private static long along(Path root, String mount, String group, String file) {
        Path top = root.resolve(mount);
        long min = Long.MAX_VALUE;
        Path folder = top.resolve(group.replaceFirst("^/+", "")).normalize();
        while (folder.startsWith(top)) {
            min = Math.min(min, limit(folder.resolve(file)));
            folder = folder.getParent();
        }
        return min;
    }

    private static long limit(Path file) {
        for (String line : lines(file)) {
            String value = line.strip();
            if (value.matches("\\d{1,18}")) {
                return Long.parseLong(value);
            }
        }
        return Long.MAX_VALUE;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }
}
