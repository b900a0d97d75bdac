// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.command;

import io.deltabook.job.storage.Place;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The output folder, as all commands take it. */
public final class OutputArgument {
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

    /** The folder, null if none is given. */
    public Path orNull() {
        if (output != null && named != null) {
            throw new ParameterException(
                    command.commandLine(),
                    "OUTPUT must be given once, but was '%s' and '--output=%s'"
                            .formatted(output, named));
        }
        return output == null ? named : output;
    }

    /** The folder, which must be given. */
    public Path required() {
        Path given = orNull();
        if (given == null) {
            throw missing(command);
        }
        return given;
    }

    /** The folder, null if none is given; an address is refused. */
    public Path onDiskOrNull() {
        Path given = orNull();
        if (given != null && Place.isRemote(given)) {
            throw new ParameterException(
                    command.commandLine(),
                    "OUTPUT must be a folder of this machine, but was the address [%s]"
                            .formatted(given));
        }
        return given;
    }

    /** The folder, which must be given and no address. */
    public Path onDisk() {
        required();
        return onDiskOrNull();
    }

    public static ParameterException missing(CommandSpec command) {
        return new ParameterException(
                command.commandLine(), "Missing required parameter: 'OUTPUT'");
    }
}
