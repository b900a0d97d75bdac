// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import io.deltabook.contract.SequenceMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * What is read.
 *
 * @param inputs files or folders
 * @param exchange exchange of rows that name none
 * @param symbol symbol of files that name none, null for none
 * @param symbols symbols to read, empty for all
 * @param from first {@code dt} folder, null for all
 * @param to last {@code dt} folder, null for all
 * @param onBadFile what a file that cannot be read does
 * @param mode the sequence rule of all lanes, null to decide it per lane
 * @param priceScale decimal digits of an integer price
 * @param quantityScale decimal digits of an integer quantity
 */
public record SourceConf(
        List<Path> inputs,
        String exchange,
        String symbol,
        List<String> symbols,
        LocalDate from,
        LocalDate to,
        BadFilePolicy onBadFile,
        SequenceMode mode,
        int priceScale,
        int quantityScale) {

    static SourceConf from(OptionReader options) {
        SourceConf conf =
                new SourceConf(
                        options.paths(SourceOptions.INPUT),
                        options.text(SourceOptions.EXCHANGE),
                        options.text(SourceOptions.SYMBOL),
                        options.texts(SourceOptions.SYMBOLS),
                        options.day(SourceOptions.FROM),
                        options.day(SourceOptions.TO),
                        options.word(SourceOptions.ON_BAD_FILE),
                        options.word(SourceOptions.SEQUENCE_MODE).mode(),
                        options.intIn(SourceOptions.PRICE_SCALE, 0, 18),
                        options.intIn(SourceOptions.QUANTITY_SCALE, 0, 18));
        if (conf.inputs.isEmpty()) {
            options.fault(SourceOptions.INPUT, "given", "nothing", "name the folder with --input");
        }
        if (conf.from != null && conf.to != null && conf.from.isAfter(conf.to)) {
            options.fault(
                    SourceOptions.FROM,
                    "not after source.to",
                    conf.from + " > " + conf.to,
                    "exchange the two days");
        }
        return conf;
    }
}
