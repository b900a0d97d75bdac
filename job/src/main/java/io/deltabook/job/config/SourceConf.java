// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import io.deltabook.contract.InputTable;
import io.deltabook.contract.SequenceMode;
import io.deltabook.job.parquet.dialect.DeltaDialect;
import io.deltabook.job.parquet.dialect.TableFormat;
import io.deltabook.job.parquet.event.TimestampUnit;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.flink.configuration.Configuration;

/**
 * The input of a run.
 *
 * @param inputs files or folders
 * @param exchange exchange of rows that name none
 * @param symbol symbol of files that name none, null for none
 * @param symbols symbols to read, empty for all
 * @param from first {@code dt} folder, null for all
 * @param to last {@code dt} folder, null for all
 * @param onBadFile what happens if a file cannot be read
 * @param trades what happens to trades
 * @param book what happens to book snapshots
 * @param format how the columns of delta files are read; its dialect is null to choose the one that
 *     fits
 * @param mode sequence rule of all lanes, null to choose it per lane
 * @param scales decimal digits of integer prices and quantities
 * @param bookDifferences whether differences between books are written as deltas in lanes that have
 *     book snapshots but no deltas
 * @param timestamps unit of the output's times, which must hold the input's
 */
public record SourceConf(
        List<Path> inputs,
        String exchange,
        String symbol,
        List<String> symbols,
        LocalDate from,
        LocalDate to,
        BadFilePolicy onBadFile,
        TablePolicy trades,
        TablePolicy book,
        TableFormat format,
        SequenceMode mode,
        DecimalScales scales,
        boolean bookDifferences,
        TimestampUnit timestamps) {

    /**
     * The defaults, for only the deltas below a folder.
     *
     * @throws InvalidConfigException if the folder cannot be an input
     */
    public static SourceConf ofDeltas(Path folder) throws InvalidConfigException {
        Configuration options = new Configuration();
        options.setString(SourceOptions.INPUT.key(), folder.toString());
        options.setString(SourceOptions.TRADES.key(), "ignore");
        options.setString(SourceOptions.BOOK.key(), "ignore");
        return of(options);
    }

    /**
     * Reads and checks only the input's options.
     *
     * @throws InvalidConfigException with all faults at once
     */
    public static SourceConf of(Configuration configuration) throws InvalidConfigException {
        OptionReader options = new OptionReader(configuration);
        SourceConf conf = from(options);
        if (!options.faults().isEmpty()) {
            throw new InvalidConfigException(options.faults());
        }
        return conf;
    }

    /** How the columns of the files of a table are read. */
    public TableFormat format(InputTable table) {
        return table == InputTable.DELTAS ? format : format.with((DeltaDialect) null);
    }

    /** Whether files of a table are read; those of which it is not known yet are. */
    public boolean reads(InputTable table) {
        return (table != InputTable.TRADES || trades == TablePolicy.MERGE)
                && (table != InputTable.BOOK || book == TablePolicy.MERGE);
    }

    /** Whether only some days are read. */
    public boolean isOfDays() {
        return from != null || to != null;
    }

    /** Whether a day is read. */
    public boolean reads(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
    }

    /** The same options for a part of the input. */
    public SourceConf narrowed(List<Path> paths, List<String> wanted, BadFilePolicy policy) {
        return new SourceConf(
                paths,
                exchange,
                symbol,
                wanted,
                from,
                to,
                policy,
                trades,
                book,
                format,
                mode,
                scales,
                bookDifferences,
                timestamps);
    }

    static SourceConf from(OptionReader options) {
        SourceConf conf =
                new SourceConf(
                        options.places(SourceOptions.INPUT),
                        options.text(SourceOptions.EXCHANGE),
                        options.text(SourceOptions.SYMBOL),
                        options.texts(SourceOptions.SYMBOLS),
                        options.day(SourceOptions.FROM),
                        options.day(SourceOptions.TO),
                        options.word(SourceOptions.ON_BAD_FILE),
                        options.word(SourceOptions.TRADES),
                        options.word(SourceOptions.BOOK),
                        FormatOptions.from(options),
                        options.word(SourceOptions.SEQUENCE_MODE).mode(),
                        DecimalScales.from(options),
                        options.flag(BookOptions.SNAPSHOT_DIFF),
                        options.word(SinkOptions.TIMESTAMPS));
        if (options.texts(SourceOptions.INPUT).isEmpty()) {
            options.fault(SourceOptions.INPUT, "given", "nothing", "name the folder with --input");
        }
        if (conf.from != null && conf.to != null && conf.from.isAfter(conf.to)) {
            options.fault(
                    SourceOptions.FROM,
                    "not after source.to",
                    conf.from + " > " + conf.to,
                    "swap the two days");
        }
        return conf;
    }
}
