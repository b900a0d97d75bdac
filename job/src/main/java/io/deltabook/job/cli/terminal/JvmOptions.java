// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** The JVM options of a run, as {@code conf/jvm.options} tells the launcher. */
final class JvmOptions {
    private static final String RESOURCE = "/io/deltabook/conf/jvm.options";
    private static final String HEAP = "{heap}";
    private static final String SWITCH = "-XX:+";

    private final long heapMegabytes;
    private final List<String> options;

    private JvmOptions(long heapMegabytes, List<String> options) {
        this.heapMegabytes = heapMegabytes;
        this.options = options;
    }

    /**
     * The options of a run in this process.
     *
     * @param cores processor cores of the machine
     */
    static JvmOptions ofRun(int cores) {
        String[] words =
                table().lines()
                        .map(line -> line.strip().split(" +"))
                        .filter(line -> line[0].equals("run"))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                RESOURCE + " must have a line for 'run'"));
        long heap = Long.parseLong(words[1]) + Long.parseLong(words[2]) * cores;
        return new JvmOptions(heap, List.of(words).subList(3, words.length));
    }

    private static String table() {
        try (InputStream in = JvmOptions.class.getResourceAsStream(RESOURCE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The heap, MiB. */
    long heapMegabytes() {
        return heapMegabytes;
    }

    /** As they are given to the JVM. */
    List<String> words() {
        return options.stream().map(this::word).toList();
    }

    /**
     * Those that a JVM was started without.
     *
     * @param flag the value of a flag of the JVM, by its name
     */
    List<String> missing(Function<String, String> flag) {
        return options.stream().filter(option -> !holds(option, flag)).map(this::word).toList();
    }

    private boolean holds(String option, Function<String, String> flag) {
        if (option.equals("-Xmx" + HEAP)) {
            return isEnough(flag.apply("MaxHeapSize"));
        }
        // Others cannot be compared.
        return !option.startsWith(SWITCH)
                || flag.apply(option.substring(SWITCH.length())).equals("true");
    }

    private boolean isEnough(String bytes) {
        return Long.parseLong(bytes) >> 20 >= heapMegabytes;
    }

    private String word(String option) {
        return option.replace(HEAP, heapMegabytes + "m");
    }
}
