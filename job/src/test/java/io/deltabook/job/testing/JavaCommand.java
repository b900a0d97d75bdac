// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command that runs a class of the tests in a JVM of its own. */
public final class JavaCommand {
    private JavaCommand() {}

    /**
     * The command. If {@code deltabook.test.program} names the built program, its classes come from
     * there.
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
        Path program = Path.of(System.getProperty("deltabook.test.program", ""));
        Path archive = program.resolveSibling("deltabook.jsa");
        if (Files.exists(archive)) {
            // Loading classes is the most that a short run does. Java does without it if it does
            // not fit.
            command.add("-XX:SharedArchiveFile=" + archive);
            command.add("-Xlog:cds*=off");
        }
        command.add("-cp");
        command.add(classPath(program));
        command.add(main);
        command.addAll(args);
        return command;
    }

    /**
     * The class path of the tests, behind that of the built program, for which a class archive is
     * good. No jar is there twice: some libraries complain.
     */
    private static String classPath(Path program) {
        String tests = System.getProperty("java.class.path");
        if (!Files.isRegularFile(program)) {
            return tests;
        }
        Path libraries = program.resolveSibling("lib");
        return Stream.concat(
                        Stream.of(program.toString(), libraries + File.separator + "*"),
                        Stream.of(tests.split(File.pathSeparator))
                                .filter(entry -> !isIn(libraries, Path.of(entry))))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isIn(Path libraries, Path entry) {
        return Files.exists(libraries.resolve(entry.getFileName()))
                || entry.endsWith(Path.of("target", "classes"));
    }
}
