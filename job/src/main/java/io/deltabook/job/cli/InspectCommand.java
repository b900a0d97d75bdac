// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.job.cli.answer.InspectJson;
import io.deltabook.job.cli.answer.InspectText;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.config.ConfigLayers;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.config.SourceConf;
import io.deltabook.job.config.SourceOptions;
import io.deltabook.job.inspect.InspectedPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code deltabook inspect}: describes files. */
@Command(
        name = "inspect",
        description = {
            "Shows what a Parquet file is (table, dialect and why, rows, times, ids, row groups,"
                    + " types, encodings, sequence mode and on what evidence), or what the files of"
                    + " a folder are, lane by lane.",
            "Reads footers and, of the rows, only what footers do not tell. Exits with 3 if a file"
                    + " cannot be read."
        })
final class InspectCommand extends ConsoleCommand {
    @Parameters(paramLabel = "PATH", description = "File or folder.")
    private Path path;

    @Option(names = "--files", description = "For a folder, show each file as well.")
    private boolean isWithFiles;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "YAML file with options, such as conf/job.yaml.")
    private Path config;

    @Option(
            names = {"--set", "-D"},
            paramLabel = "KEY=VALUE",
            description =
                    "Sets an option that says how columns are read, such as source.columns.price,"
                            + " source.side-values.bid or source.time-unit; overrides the --config"
                            + " file.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean isJson;

    InspectCommand(Console console) {
        super(console);
    }

    @Override
    int execute() throws CommandFailure, InvalidConfigException, IOException {
        InspectedPath inspected = InspectedPath.of(path, conf());
        answer(
                isJson,
                () -> InspectJson.of(inspected, isWithFiles),
                () -> InspectText.of(inspected, isWithFiles));
        List<String> problems = inspected.problems();
        if (!problems.isEmpty()) {
            throw new CommandFailure(ExitCode.BAD_INPUT, problems, null);
        }
        return ExitCode.CLEAN;
    }

    private SourceConf conf() throws InvalidConfigException {
        ConfigLayers layers = new ConfigLayers().add(config, set);
        layers.add(Map.of(SourceOptions.INPUT.key(), List.of(path.toString())), "command line");
        return SourceConf.of(layers.configuration());
    }
}
