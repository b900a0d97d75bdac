// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.jar;

/**
 * What {@code java -jar deltabook.jar} starts. It is compiled for Java 8, to tell an older or newer
 * Java than the program's which one is needed; the program itself is therefore only named.
 */
public final class Start {
    private static final String PROGRAM = "io.deltabook.job.cli.Main";
    private static final String NEEDED = "17";
    private static final int USAGE = 2;

    private Start() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        if (!System.getProperty("java.specification.version").equals(NEEDED)) {
            System.err.printf(
                    "error: deltabook needs Java %s, but this is Java %s in [%s]: start it with the java of a Java %s%n",
                    NEEDED,
                    System.getProperty("java.version"),
                    System.getProperty("java.home"),
                    NEEDED);
            System.exit(USAGE);
        }
        System.setProperty("deltabook.jar", System.getProperty("java.class.path"));
        Class.forName(PROGRAM).getMethod("main", String[].class).invoke(null, (Object) args);
    }
}
