// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command that runs a class of the tests in a JVM of its own. */
public final class JavaCommand {
    private JavaCommand() {}

    /**
     * The command.
     *
     * @param heap maximum, such as 512m
     * @param main class with a main method
     */
    public static List<String> of(String heap, String main, List<String> args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heap);
        // A short program: what the second compiler and a parallel collector cost, it does not win.
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:+UseSerialGC");
        // Else it is looked for in folders of the user.
        command.add("-Dlog.file=" + Path.of("target", "deltabook.log"));
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main);
        command.addAll(args);
        return command;
    }
}
