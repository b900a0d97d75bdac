// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.command;

import io.deltabook.job.config.ConfigLayers;
import io.deltabook.job.config.InvalidConfigException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The arguments that set options of docs/configuration.md. */
public final class ConfigArguments {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "YAML file with options, such as conf/job.yaml.")
    private Path config;

    @Option(
            names = {"--set", "-D"},
            paramLabel = "KEY=VALUE",
            description =
                    "Sets an option of docs/configuration.md; overrides the --config file. May be"
                            + " repeated.")
    private Map<String, String> set = new LinkedHashMap<>();

    /** Adds the options of the file, then those of {@code --set} on top. */
    public ConfigLayers addTo(ConfigLayers layers) throws InvalidConfigException {
        return layers.add(config, set);
    }

    /** The options of {@code --set}. */
    public Map<String, String> set() {
        return set;
    }
}
