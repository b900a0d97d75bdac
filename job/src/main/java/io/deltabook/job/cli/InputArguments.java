// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.job.cli.command.ConfigArguments;
import io.deltabook.job.config.ConfigLayers;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.config.RunOptions;
import io.deltabook.job.config.SourceOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The arguments that select the input, shared by {@code run} and {@code plan}. */
final class InputArguments {
    @Option(
            names = "--input",
            paramLabel = "PATH",
            description =
                    "Folder or file with delta Parquet files, or an address such as"
                            + " s3://bucket/folder (docs/object-stores.md); may be repeated.")
    private List<String> input;

    @Option(
            names = "--symbols",
            split = ",",
            paramLabel = "SYMBOL",
            description = "Symbols to read, comma-separated (default: all).")
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
            names = "--dialect",
            paramLabel = "NAME",
            description =
                    "Column names of the deltas: auto, native, lake, lake-api, tardis, binance or"
                            + " cryptofeed (default: auto, by the columns).")
    private String dialect;

    @Option(
            names = "--seed",
            paramLabel = "OUTPUT",
            description =
                    "Output of an earlier run, such as last month's: each lane continues from its"
                            + " closing book there (default: all start cold).")
    private String seed;

    @Mixin private ConfigArguments config;

    /**
     * The options of the file, of {@code --set} and of the command line; later ones win.
     *
     * @param named further arguments of the command
     */
    ConfigLayers layers(Map<String, Object> named) throws InvalidConfigException {
        return layersOver(new ConfigLayers(), named);
    }

    /** The same, on top of other options. */
    ConfigLayers layersOver(ConfigLayers layers, Map<String, Object> named)
            throws InvalidConfigException {
        config.addTo(layers);
        Map<String, Object> values = new LinkedHashMap<>(named);
        put(values, SourceOptions.INPUT, input);
        put(values, SourceOptions.SYMBOLS, symbols);
        put(values, SourceOptions.FROM, from);
        put(values, SourceOptions.TO, to);
        put(values, SourceOptions.EXCHANGE, exchange);
        put(values, SourceOptions.SYMBOL, symbol);
        put(values, SourceOptions.DIALECT, dialect);
        put(values, RunOptions.SEED, seed);
        return layers.add(values, "command line");
    }

    /** Sets an option from its argument, if given. */
    static void put(Map<String, Object> values, ConfigOption<?> option, Object value) {
        if (value != null) {
            values.put(option.key(), value);
        }
    }
}
