// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.command;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.PlainText;
import io.deltabook.job.config.ConfigLayers;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.config.RunOptions;
import io.deltabook.job.storage.Place;
import io.deltabook.job.storage.plugged.Plugins;
import io.deltabook.job.storage.plugged.StoreOptionException;
import io.deltabook.job.storage.plugged.StoreOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
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
        reach(places, options());
        requireAnswer(places);
    }

    /** The same of the folders of a run, of which each may be null. */
    public void reachRun(Path output, Path state) throws InvalidConfigException {
        reach(Stream.of(output, state).filter(Objects::nonNull).toList(), options());
        requireFolders(output, state);
    }

    private Configuration options() throws InvalidConfigException {
        for (String key : set.keySet()) {
            if (!StoreOptions.isOne(key)) {
                throw new ParameterException(
                        command.commandLine(),
                        "--set must name an option of a store, such as s3.endpoint, but was %s: only that is needed to read an output"
                                .formatted(key));
            }
        }
        return new ConfigLayers().add(config, set).configuration();
    }

    /**
     * Has files of stores read from now on, if one of some places is in one; each of their stores
     * must answer, and to these options.
     *
     * @param flink Flink's settings, with those of the stores
     */
    public static void reach(List<Path> places, Configuration flink) throws InvalidConfigException {
        Plugins.initializeFor(places, flink);
        for (Path place : places) {
            try {
                Plugins.requireAnswer(place);
            } catch (IOException e) {
                throw unreachable(place, e);
            }
        }
    }

    /** A store that does not answer must not pass for one that has no such folder. */
    public static void requireAnswer(List<Path> places) throws InvalidConfigException {
        for (Path place : places) {
            if (Place.isRemote(place)) {
                attributes(place);
            }
        }
    }

    /**
     * As {@link #requireAnswer} for the folders of a run, of which each must be none yet or a
     * folder, and may be null. Stores have no folders, and take files below files, which no disk
     * does.
     *
     * @throws BadInputException if one is a file, or lies below one
     */
    public static void requireFolders(Path output, Path state) throws InvalidConfigException {
        requireFolder(output, RunOptions.OUTPUT.key());
        requireFolder(state, RunOptions.STATE.key());
    }

    private static void requireFolder(Path folder, String option) throws InvalidConfigException {
        if (folder == null || !Place.isRemote(folder)) {
            return;
        }
        Path file = Place.fileAbove(folder);
        BasicFileAttributes found = file == null ? attributes(folder) : null;
        if (file != null || found != null && found.isRegularFile()) {
            throw new BadInputException(
                    "[%s] %s must be a folder, but %s is a file; choose another --%2$s"
                            .formatted(folder, option, file == null ? "it" : "[" + file + "]"));
        }
    }

    private static BasicFileAttributes attributes(Path place) throws InvalidConfigException {
        try {
            return Place.attributes(place);
        } catch (IOException e) {
            throw unreachable(place, e);
        }
    }

    private static BadInputException unreachable(Path place, IOException failure)
            throws InvalidConfigException {
        String message =
                "[%s] must be accessible, but is not: %s"
                        .formatted(place, PlainText.of(failure.getMessage()));
        if (failure instanceof StoreOptionException) {
            throw new InvalidConfigException(List.of(message));
        }
        return new BadInputException(message, failure);
    }
}
