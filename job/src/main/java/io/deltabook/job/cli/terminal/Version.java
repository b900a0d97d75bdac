// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import org.apache.flink.configuration.ConfigOption;
import picocli.CommandLine.IVersionProvider;

/** The version from the jar's manifest, and the versions that it runs on. */
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "deltabook " + text(),
            "Flink %s, Java %s (%s), %s %s"
                    .formatted(
                            version(ConfigOption.class),
                            System.getProperty("java.version"),
                            System.getProperty("java.vendor"),
                            System.getProperty("os.name"),
                            System.getProperty("os.arch"))
        };
    }

    public static String text() {
        return version(Version.class);
    }

    /**
     * From the manifest of a class's jar: Flink's own answer starts the loggers, at every --help.
     */
    private static String version(Class<?> type) {
        String version = type.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
