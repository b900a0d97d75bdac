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
 * {@code scripts/deltabook} in a project of its own that is built already: its jar names the class
 * path of this test.
 */
public final class LauncherCopy {
    private static final Path PROJECT = Path.of("..");

    private LauncherCopy() {}

    /**
     * Makes it.
     *
     * @param root a folder, new or empty
     * @return the script
     */
    public static Path make(Path root) throws IOException {
        Path target = root.resolve("job").resolve("target");
        Files.createDirectories(target.resolve("lib"));
        Files.createDirectories(root.resolve("scripts"));
        Files.createDirectories(root.resolve("conf"));
        for (String source : new String[] {".mvn", "udf/src/main", "job/src/main"}) {
            Files.createDirectories(root.resolve(source));
        }
        for (String source : new String[] {"pom.xml", "udf/pom.xml", "job/pom.xml"}) {
            Files.createFile(root.resolve(source));
        }
        for (String file : new String[] {"scripts/deltabook", "scripts/lib.sh"}) {
            Files.copy(PROJECT.resolve(file), root.resolve(file));
        }
        Files.copy(
                PROJECT.resolve("conf/log4j2.properties"), root.resolve("conf/log4j2.properties"));
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
        new JarOutputStream(Files.newOutputStream(target.resolve("deltabook-job.jar")), manifest)
                .close();
        Files.createFile(target.resolve("built"));
        return root.resolve("scripts/deltabook");
    }
}
