// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.job.config.ConfigLayers;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.config.JobConf;
import io.deltabook.job.config.RunOptions;
import io.deltabook.job.config.SourceOptions;
import io.deltabook.job.config.YamlFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.ConfigOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code deltabook run}: reads the options and runs the job. */
@Command(
        name = "run",
        description = {
            "Reads delta files, rebuilds the books and writes one event stream, in a Flink cluster"
                    + " inside this process.",
            "Every option of docs/configuration.md can be set with --set or in a --config file."
        })
final class RunCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--input",
            paramLabel = "PATH",
            description = "Folder or file with delta Parquet files; may be given several times.")
    private List<String> input;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Folder of the output, new or empty.")
    private String output;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description =
                    "Folder of checkpoints and working files (default: the output folder's name"
                            + " with .state added).")
    private String state;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "Subtasks of each operator (default: one a processor core).")
    private String parallelism;

    @Option(
            names = "--symbols",
            split = ",",
            paramLabel = "SYMBOL",
            description = "Symbols to read, with commas between them (default: all).")
    private List<String> symbols;

    @Option(names = "--from", paramLabel = "DAY", description = "First dt folder to read.")
    private String from;

    @Option(names = "--to", paramLabel = "DAY", description = "Last dt folder to read.")
    private String to;

    @Option(
            names = "--exchange",
            paramLabel = "NAME",
            description = "Exchange of files that name none (default: UNKNOWN).")
    private String exchange;

    @Option(
            names = "--symbol",
            paramLabel = "NAME",
            description = "Symbol of files that name none.")
    private String symbol;

    @Option(
            names = "--web-port",
            paramLabel = "PORT",
            description = "Port of the web UI on localhost (default: any free one).")
    private String webPort;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "YAML file with options, such as conf/job.yaml.")
    private Path config;

    @Option(
            names = {"--set", "-D"},
            paramLabel = "KEY=VALUE",
            description = "Sets any option; wins over the --config file.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(
            names = "--flink-config",
            paramLabel = "FILE",
            description =
                    "YAML file with Flink settings, laid over those of conf/flink/config.yaml.")
    private String flinkConfig;

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandFailure {
        try {
            return new JobRun(conf(), console).execute();
        } catch (InvalidConfigException e) {
            throw CommandFailure.usage(e.faults());
        }
    }

    private JobConf conf() throws InvalidConfigException {
        ConfigLayers layers = new ConfigLayers();
        if (config != null) {
            layers.add(YamlFile.read(config), config.toString());
        }
        layers.add(new LinkedHashMap<>(set), "--set");
        layers.add(named(), "command line");
        return JobConf.from(layers.configuration());
    }

    private Map<String, Object> named() {
        Map<String, Object> values = new LinkedHashMap<>();
        put(values, SourceOptions.INPUT, input);
        put(values, RunOptions.OUTPUT, output);
        put(values, RunOptions.STATE, state);
        put(values, RunOptions.PARALLELISM, parallelism);
        put(values, SourceOptions.SYMBOLS, symbols);
        put(values, SourceOptions.FROM, from);
        put(values, SourceOptions.TO, to);
        put(values, SourceOptions.EXCHANGE, exchange);
        put(values, SourceOptions.SYMBOL, symbol);
        put(values, RunOptions.WEB_PORT, webPort);
        put(values, RunOptions.FLINK_CONFIG, flinkConfig);
        return values;
    }

    private static void put(Map<String, Object> values, ConfigOption<?> option, Object value) {
        if (value != null) {
            values.put(option.key(), value);
        }
    }
}
