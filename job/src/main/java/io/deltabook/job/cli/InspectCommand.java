// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.job.cli.answer.InspectJson;
import io.deltabook.job.cli.answer.InspectText;
import io.deltabook.job.cli.command.ConfigArguments;
import io.deltabook.job.cli.command.ConsoleCommand;
import io.deltabook.job.cli.command.JsonArgument;
import io.deltabook.job.cli.command.PlaceConverter;
import io.deltabook.job.cli.command.StoreArguments;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.config.ConfigLayers;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.config.SourceConf;
import io.deltabook.job.config.SourceOptions;
import io.deltabook.job.inspect.InspectedPath;
import io.deltabook.job.storage.plugged.StoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code deltabook inspect}: describes files. */
@Command(
        name = "inspect",
        footer = {
            "  deltabook inspect /data/deltas/x.parquet",
            "  deltabook inspect --files --json /data/deltas"
        },
        description = {
            "Shows what a Parquet file is (table, dialect and why, rows, times, ids, row groups,"
                    + " types, encodings, sequence mode and on what evidence), or what the files of"
                    + " a folder are, lane by lane.",
            "Reads footers and, of the rows, only what footers do not tell. Exits with 3 if a file"
                    + " cannot be read."
        })
final class InspectCommand extends ConsoleCommand {
    /** The options that say how columns are read. */
    private static final List<String> EFFECTIVE =
            List.of(
                    SourceOptions.DIALECT.key(),
                    SourceOptions.COLUMNS.key(),
                    SourceOptions.SIDE_VALUES.key(),
                    SourceOptions.TIME_UNIT.key(),
                    SourceOptions.EXCHANGE.key(),
                    SourceOptions.SYMBOL.key(),
                    SourceOptions.NON_POSITIVE.key());

    @Parameters(
            paramLabel = "PATH",
            converter = PlaceConverter.class,
            description = "File or folder, or an address such as s3://bucket/folder.")
    private Path path;

    @Option(names = "--files", description = "For a folder, show each file as well.")
    private boolean isWithFiles;

    @Mixin private ConfigArguments config;
    @Mixin private JsonArgument json;

    InspectCommand(Console console) {
        super(console);
    }

    @Override
    protected int execute() throws CommandFailure, InvalidConfigException, IOException {
        SourceConf conf = conf();
        warnOfIdle();
        InspectedPath inspected = InspectedPath.of(path, conf);
        answer(
                json.isGiven(),
                () -> InspectJson.of(inspected, isWithFiles),
                () -> InspectText.of(inspected, isWithFiles));
        List<String> problems = inspected.problems();
        if (!problems.isEmpty()) {
            throw new CommandFailure(ExitCode.BAD_INPUT, problems, null);
        }
        return ExitCode.CLEAN;
    }

    private void warnOfIdle() {
        if (isWithFiles && Files.isRegularFile(path)) {
            console.warn("--files has no effect on a file");
        }
        for (String key : config.set().keySet()) {
            if (!StoreOptions.isOne(key)
                    && EFFECTIVE.stream()
                            .noneMatch(known -> key.equals(known) || key.startsWith(known + "."))) {
                console.warn(key + " has no effect on what is inspected");
            }
        }
    }

    private SourceConf conf() throws InvalidConfigException {
        ConfigLayers layers = config.addTo(new ConfigLayers());
        layers.add(Map.of(SourceOptions.INPUT.key(), List.of(path.toString())), "command line");
        Configuration options = layers.configuration();
        StoreArguments.reach(List.of(path), options);
        return SourceConf.of(options);
    }
}
