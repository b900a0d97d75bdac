// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;

/** What is read, and how rows become messages. */
public final class SourceOptions {
    public static final ConfigOption<List<String>> INPUT =
            key("input")
                    .stringType()
                    .asList()
                    .noDefaultValue()
                    .withDescription(
                            "Files or folders with delta Parquet files, or addresses such as `s3://bucket/folder` (docs/object-stores.md); required.");

    public static final ConfigOption<String> EXCHANGE =
            key("source.exchange")
                    .stringType()
                    .defaultValue("UNKNOWN")
                    .withDescription(
                            "Exchange of rows for which neither path nor column names one.");

    public static final ConfigOption<String> SYMBOL =
            key("source.symbol")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Symbol of files for which neither path nor column names one.");

    public static final ConfigOption<List<String>> SYMBOLS =
            key("source.symbols")
                    .stringType()
                    .asList()
                    .noDefaultValue()
                    .withDescription("Symbols to read; all if not set.");

    public static final ConfigOption<String> FROM =
            key("source.from")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "First `dt` folder to read (YYYY-MM-DD); an error if there are"
                                    + " none.");

    public static final ConfigOption<String> TO =
            key("source.to")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Last `dt` folder to read (YYYY-MM-DD); an error if there are"
                                    + " none.");

    public static final ConfigOption<BadFilePolicy> ON_BAD_FILE =
            key("source.on-bad-file")
                    .enumType(BadFilePolicy.class)
                    .defaultValue(BadFilePolicy.FAIL)
                    .withDescription(
                            "What to do about a file that is not Parquet, is truncated or lacks a column:"
                                    + " `fail` stops the run, `skip` records an incident.");

    public static final ConfigOption<TablePolicy> TRADES =
            key("source.trades")
                    .enumType(TablePolicy.class)
                    .defaultValue(TablePolicy.MERGE)
                    .withDescription(
                            "What to do with trades found in the input: `merge` merges them into the"
                                    + " deltas of their lane, `ignore` skips them.");

    public static final ConfigOption<TablePolicy> BOOK =
            key("source.book")
                    .enumType(TablePolicy.class)
                    .defaultValue(TablePolicy.MERGE)
                    .withDescription(
                            "What to do with book snapshots found in the input: `merge` checks"
                                    + " and repairs the book with them, `ignore` skips them.");

    public static final ConfigOption<DialectChoice> DIALECT =
            key("source.dialect")
                    .enumType(DialectChoice.class)
                    .defaultValue(DialectChoice.AUTO)
                    .withDescription(
                            "Column names and time units of the delta table: `auto` (by the columns"
                                    + " of each lane's files), `native`, `lake` (Crypto Lake's"
                                    + " files), `lake-api` (as its API names the columns),"
                                    + " `tardis` (incremental_book_L2), `binance` (its messages as"
                                    + " recorded, or T_DEPTH) or `cryptofeed`.");

    public static final ConfigOption<Map<String, String>> COLUMNS =
            key("source.columns")
                    .mapType()
                    .noDefaultValue()
                    .withDescription(
                            "Names of columns that no dialect knows, by role:"
                                    + " `{price: px, quantity: sz}` below it or"
                                    + " `source.columns.price` as a key. The roles:"
                                    + " `event_time`, `arrival_time`, `update_id`,"
                                    + " `first_update_id`, `previous_update_id`, `side`, `price`,"
                                    + " `quantity`, `is_snapshot`, `exchange`, `symbol`; for full books"
                                    + " as lists `bids`, `asks`, or `bid_prices`, `bid_quantities`,"
                                    + " `ask_prices`, `ask_quantities`.");

    public static final ConfigOption<Map<String, String>> SIDE_VALUES =
            key("source.side-values")
                    .mapType()
                    .noDefaultValue()
                    .withDescription(
                            "Values for the sides in addition to bid, ask, buy, sell and the like:"
                                    + " `{bid: 1, ask: -1}` below it; for trades `bid` is a buy."
                                    + " Several are separated by commas.");

    public static final ConfigOption<TimeUnitChoice> TIME_UNIT =
            key("source.time-unit")
                    .enumType(TimeUnitChoice.class)
                    .defaultValue(TimeUnitChoice.AUTO)
                    .withDescription(
                            "Unit of times stored as plain numbers: `s`, `ms`, `us`, `ns`, or"
                                    + " `auto`: the dialect's if the values are then in 2009 to"
                                    + " 2100, otherwise the one in which they are.");

    public static final ConfigOption<NonPositivePrices> NON_POSITIVE =
            key("price.non-positive")
                    .enumType(NonPositivePrices.class)
                    .defaultValue(NonPositivePrices.REJECT)
                    .withDescription(
                            "How to treat prices of 0 and below: `reject` rejects their rows,"
                                    + " `allow` accepts them, as for combos and"
                                    + " spreads.");

    public static final ConfigOption<SequenceChoice> SEQUENCE_MODE =
            key("sequence.mode")
                    .enumType(SequenceChoice.class)
                    .defaultValue(SequenceChoice.AUTO)
                    .withDescription(
                            "How ids prove that no message is missing: `auto` (decided once per"
                                    + " lane), `range`, `chain`, `contiguous`, `monotonic` or"
                                    + " `none`.");

    public static final ConfigOption<DecimalChoice> STRATEGY =
            key("decimal.strategy")
                    .enumType(DecimalChoice.class)
                    .defaultValue(DecimalChoice.AUTO)
                    .withDescription(
                            "How prices and quantities are represented: `pips`, as 64-bit integers at the"
                                    + " scales below; `decimal128`, any DECIMAL(38,18) exactly but"
                                    + " slower; or `auto`, pips at scales that hold the numbers"
                                    + " of the lane with room to spare, otherwise decimal128.");

    public static final ConfigOption<Integer> PRICE_SCALE =
            key("decimal.price-scale")
                    .intType()
                    .noDefaultValue()
                    .withDescription(
                            "Decimal digits kept of a price; rows with more are rejected."
                                    + " If not set, 8 with `pips`, and as needed with `auto`.");

    public static final ConfigOption<Integer> QUANTITY_SCALE =
            key("decimal.quantity-scale")
                    .intType()
                    .noDefaultValue()
                    .withDescription(
                            "Decimal digits kept of a quantity; rows with more are rejected."
                                    + " If not set, 8 with `pips`, and as needed with"
                                    + " `auto`.");

    public static final ConfigOption<Map<String, String>> SCALES =
            key("decimal.scales")
                    .mapType()
                    .noDefaultValue()
                    .withDescription(
                            "Decimal digits of individual symbols, `SYMBOL: {price: 2, quantity: 6}`"
                                    + " below it or `decimal.scales.SYMBOL.price` as a key; the"
                                    + " two options above apply to the others.");

    /** Options whose entries are keys of their own. */
    static final List<ConfigOption<?>> MAPS = List.of(SCALES, COLUMNS, SIDE_VALUES);

    static final List<ConfigOption<?>> ALL =
            List.of(
                    INPUT,
                    EXCHANGE,
                    SYMBOL,
                    SYMBOLS,
                    FROM,
                    TO,
                    ON_BAD_FILE,
                    TRADES,
                    BOOK,
                    DIALECT,
                    COLUMNS,
                    SIDE_VALUES,
                    TIME_UNIT,
                    NON_POSITIVE,
                    SEQUENCE_MODE,
                    STRATEGY,
                    PRICE_SCALE,
                    QUANTITY_SCALE,
                    SCALES);

    private SourceOptions() {}
}
