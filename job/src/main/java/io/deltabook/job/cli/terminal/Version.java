// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import org.apache.flink.runtime.util.EnvironmentInformation;
import picocli.CommandLine.IVersionProvider;

/** The version from the jar's manifest, and the versions that it runs on. */
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "deltabook " + text(),
            "Flink %s, Java %s (%s), %s %s"
                    .formatted(
                            EnvironmentInformation.getVersion(),
                            System.getProperty("java.version"),
                            System.getProperty("java.vendor"),
                            System.getProperty("os.name"),
                            System.getProperty("os.arch"))
        };
    }

    public static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
