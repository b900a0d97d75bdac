// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * The program as {@code java -jar} starts it: without the launcher, which chooses heap and options.
 */
public final class ExecutableJar {
    /** Path of the jar; set by the class that {@code java -jar} starts. */
    private static final String PATH = "deltabook.jar";

    private ExecutableJar() {}

    /** Whether {@code java -jar} started this JVM. */
    public static boolean isUsed() {
        return System.getProperty(PATH) != null;
    }

    /** Where the user sets the heap. */
    public static String heapOption() {
        return isUsed() ? "-Xmx" : "DELTABOOK_HEAP";
    }

    /** What this JVM lacks for a run, and how to start it; null if it lacks nothing. */
    public static String advice() {
        String jar = System.getProperty(PATH);
        if (jar == null) {
            return null;
        }
        HotSpotDiagnosticMXBean jvm =
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        JvmOptions options = JvmOptions.ofRun(Runtime.getRuntime().availableProcessors());
        return advice(jar, options, options.missing(name -> jvm.getVMOption(name).getValue()));
    }

    static String advice(String jar, JvmOptions options, List<String> missing) {
        return missing.isEmpty()
                ? null
                : "Note: a run is fastest with 'java %s -jar %s run ...', but this JVM lacks %s."
                        .formatted(
                                String.join(" ", options.words()), jar, String.join(" ", missing));
    }
}
