// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/**
 * {@code scripts/deltabook} in a home of its own, a source tree that is built already or an
 * unpacked archive: its jar names the class path of this test.
 */
public final class LauncherCopy {
    private static final Path PROJECT = Path.of("..");

    private LauncherCopy() {}

    /**
     * Makes it in a source tree.
     *
     * @param root a folder, new or empty
     * @return the script
     */
    public static Path make(Path root) throws IOException {
        for (String source : new String[] {".mvn", "conf/flink", "udf/src/main", "job/src/main"}) {
            Files.createDirectories(root.resolve(source));
        }
        for (String source : new String[] {"pom.xml", "udf/pom.xml", "job/pom.xml"}) {
            Files.createFile(root.resolve(source));
        }
        copy("scripts/lib.sh", root.resolve("scripts/lib.sh"));
        copy("scripts/java.sh", root.resolve("scripts/java.sh"));
        Files.createDirectories(root.resolve("job/target/lib"));
        make(root, "scripts/deltabook", "job/target/deltabook-job.jar");
        Files.createFile(root.resolve("job/target/built"));
        return root.resolve("scripts/deltabook");
    }

    /**
     * Makes it as an archive has it.
     *
     * @param root a folder, new or empty
     * @return the script
     */
    public static Path makeArchive(Path root) throws IOException {
        copy("scripts/java.sh", root.resolve("bin/java.sh"));
        Files.createDirectories(root.resolve("lib/runtime"));
        make(root, "bin/deltabook", "lib/deltabook-job.jar");
        return root.resolve("bin/deltabook");
    }

    private static void make(Path root, String script, String jar) throws IOException {
        copy("scripts/deltabook", root.resolve(script));
        for (String conf : new String[] {"conf/log4j2.properties", "conf/jvm.options"}) {
            copy(conf, root.resolve(conf));
        }
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        Arrays.stream(
                                        System.getProperty("java.class.path")
                                                .split(File.pathSeparator))
                                .map(path -> Path.of(path).toUri().toString())
                                .collect(Collectors.joining(" ")));
        new JarOutputStream(Files.newOutputStream(root.resolve(jar)), manifest).close();
    }

    private static void copy(String file, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        Files.copy(PROJECT.resolve(file), target);
    }
}
