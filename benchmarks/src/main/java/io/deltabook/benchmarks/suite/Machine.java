// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Describes the machine, without its name. */
final class Machine {
    private Machine() {}

    static String describe() {
        return "%d cores, %s, %s memory, %s %s, Java %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        value("/proc/cpuinfo", "model name", "unknown processor"),
                        memory(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version").replaceAll("[-+].*", ""),
                        System.getProperty("java.version"));
    }

    private static String memory() {
        String kilobytes = value("/proc/meminfo", "MemTotal", "").replaceAll("[^0-9]", "");
        return kilobytes.isEmpty()
                ? "unknown"
                : Math.round(Long.parseLong(kilobytes) / 1048576.0) + " GiB";
    }

    private static String value(String file, String key, String otherwise) {
        try {
            for (String line : Files.readAllLines(Path.of(file))) {
                if (line.startsWith(key)) {
                    return line.substring(line.indexOf(':') + 1).strip();
                }
            }
        } catch (IOException e) {
            return otherwise;
        }
        return otherwise;
    }
}
