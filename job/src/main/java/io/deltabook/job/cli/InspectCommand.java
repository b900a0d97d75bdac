// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.deltabook.contract.BadInputException;
import io.deltabook.job.cli.answer.InspectJson;
import io.deltabook.job.cli.answer.InspectText;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.terminal.JsonText;
import io.deltabook.job.config.ConfigLayers;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.config.SourceConf;
import io.deltabook.job.config.SourceOptions;
import io.deltabook.job.inspect.InspectedPath;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
final class InspectCommand implements Callable<Integer> {
    private final Console console;

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
        this.console = console;
    }

    @Override
    public Integer call() throws CommandFailure {
        try {
            InspectedPath inspected = InspectedPath.of(path, conf());
            if (isJson) {
                console.document(JsonText.of(InspectJson.of(inspected, isWithFiles)));
            } else {
                InspectText.of(inspected, isWithFiles).forEach(console::print);
            }
            List<String> problems = inspected.problems();
            if (!problems.isEmpty()) {
                throw new CommandFailure(ExitCode.BAD_INPUT, problems, null);
            }
            return ExitCode.CLEAN;
        } catch (InvalidConfigException e) {
            throw CommandFailure.usage(e.faults());
        } catch (BadInputException e) {
            throw CommandFailure.badInput(e.getMessage(), e);
        } catch (JsonProcessingException e) {
            throw CommandFailure.failed("the answer must be JSON, but was not: " + e, e);
        }
    }

    private SourceConf conf() throws InvalidConfigException {
        ConfigLayers layers = new ConfigLayers().add(config, set);
        layers.add(Map.of(SourceOptions.INPUT.key(), List.of(path.toString())), "command line");
        return SourceConf.of(layers.configuration());
    }
}
