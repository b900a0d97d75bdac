// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.command;

import io.deltabook.job.config.InvalidConfigException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The output folder of commands that only read it, wherever it is. */
public final class ReadOutputArgument {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Parameters(
            arity = "0..1",
            paramLabel = "OUTPUT",
            converter = PlaceConverter.class,
            description = "Output folder, or its address, such as s3://bucket/folder.")
    private Path output;

    @Option(
            names = "--output",
            paramLabel = "OUTPUT",
            converter = PlaceConverter.class,
            description = "The same as OUTPUT.")
    private Path named;

    @Mixin private StoreArguments stores;

    /** The folder, which must be given; a store's files can be read from now on. */
    public Path required() throws InvalidConfigException {
        if (output != null && named != null) {
            throw new ParameterException(
                    command.commandLine(),
                    "OUTPUT must be given once, but was '%s' and '--output=%s'"
                            .formatted(output, named));
        }
        Path given = output == null ? named : output;
        if (given == null) {
            throw OutputArgument.missing(command);
        }
        reach(List.of(given));
        return given;
    }

    /** Has files of stores read from now on, of whichever of some places are there. */
    public void reach(List<Path> places) throws InvalidConfigException {
        stores.reach(places);
    }
}
