// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.jar;

/**
 * What {@code java -jar deltabook.jar} starts. It is compiled for Java 8, to tell an older Java than
 * the program's which one is needed; the program itself is therefore only named.
 */
public final class Start {
    private static final String PROGRAM = "io.deltabook.job.cli.Main";
    private static final int NEEDED = 17;
    private static final int USAGE = 2;

    private Start() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        // 1.8, or 11.
        double version = Double.parseDouble(System.getProperty("java.specification.version"));
        if (version < NEEDED) {
            System.err.printf(
                    "error: deltabook needs Java %d or newer, but this is Java %s in [%s]: start it with the java of a Java %d%n",
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
