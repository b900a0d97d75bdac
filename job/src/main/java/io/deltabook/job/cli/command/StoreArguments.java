// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.command;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.PlainText;
import io.deltabook.job.config.ConfigLayers;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.storage.Place;
import io.deltabook.job.storage.plugged.Plugins;
import io.deltabook.job.storage.plugged.StoreOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The arguments that say how stores are reached, of commands that have no other options. */
public final class StoreArguments {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "YAML file with the options of a store; others in it do not matter.")
    private Path config;

    @Option(
            names = {"--set", "-D"},
            paramLabel = "KEY=VALUE",
            description =
                    "Sets an option of a store, such as s3.endpoint; docs/object-stores.md lists"
                            + " them. May be repeated.")
    private Map<String, String> set = new LinkedHashMap<>();

    /** Has files of stores read from now on, if one of some places is in one. */
    public void reach(List<Path> places) throws InvalidConfigException {
        for (String key : set.keySet()) {
            if (!StoreOptions.isOne(key)) {
                throw new ParameterException(
                        command.commandLine(),
                        "--set must name an option of a store, such as s3.endpoint, but was %s: only that is needed to read an output"
                                .formatted(key));
            }
        }
        Plugins.initializeFor(places, new ConfigLayers().add(config, set).configuration());
        requireAnswer(places);
    }

    /** A store that does not answer must not pass for one that has no such folder. */
    public static void requireAnswer(List<Path> places) {
        places.stream().filter(Place::isRemote).forEach(StoreArguments::ask);
    }

    private static void ask(Path place) {
        try {
            Place.attributes(place);
        } catch (IOException e) {
            throw new BadInputException(
                    "[%s] must be readable, but is not: %s"
                            .formatted(place, PlainText.of(e.getMessage())),
                    e);
        }
    }
}
