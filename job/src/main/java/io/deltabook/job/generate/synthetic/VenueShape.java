// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.generate.synthetic;

import static io.deltabook.job.generate.synthetic.VenueShape.Ids.CHAIN;
import static io.deltabook.job.generate.synthetic.VenueShape.Ids.CHAIN_WITH_RANGE;
import static io.deltabook.job.generate.synthetic.VenueShape.Ids.HEARTBEATS_COUNTED;
import static io.deltabook.job.generate.synthetic.VenueShape.Ids.NO_IDS;
import static io.deltabook.job.generate.synthetic.VenueShape.Ids.ONE_BY_ONE;
import static io.deltabook.job.generate.synthetic.VenueShape.Ids.RANGE;
import static io.deltabook.job.generate.synthetic.VenueShape.Ids.RISING;
import static io.deltabook.job.generate.synthetic.VenueShape.Snapshots.AFTER_NEWER_MESSAGES;
import static io.deltabook.job.generate.synthetic.VenueShape.Snapshots.AT_START;
import static io.deltabook.job.generate.synthetic.VenueShape.Snapshots.NOTHING_ELSE;
import static io.deltabook.job.generate.synthetic.VenueShape.Snapshots.NOW_AND_THEN;

import io.deltabook.contract.SequenceMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a venue's recorded book looks like: its ids, its snapshots and its depth. */
public enum VenueShape {
    BINANCE("BINANCE", RANGE, AFTER_NEWER_MESSAGES, 200),
    BINANCE_USDM("BINANCE_FUTURES", CHAIN_WITH_RANGE, AFTER_NEWER_MESSAGES, 200),
    BINANCE_COINM("BINANCE_DELIVERY", CHAIN_WITH_RANGE, AFTER_NEWER_MESSAGES, 200),
    BINANCE_US("BINANCE_US", RANGE, AFTER_NEWER_MESSAGES, 200),
    BYBIT("BYBIT", ONE_BY_ONE, AT_START, 200),
    BYBIT_OLD("BYBIT_OLD", RISING, AT_START, 25),
    OKX("OKX", CHAIN, AT_START, 400),
    KRAKEN("KRAKEN", NO_IDS, AT_START, 100),
    KRAKEN_FUTURES("KRAKEN_FUTURES", ONE_BY_ONE, AT_START, 200),
    COINBASE("COINBASE", RISING, AT_START, 200),
    BITSTAMP("BITSTAMP", RISING, AFTER_NEWER_MESSAGES, 200),
    BITMEX("BITMEX", NO_IDS, AT_START, 200),
    DERIBIT("DERIBIT", CHAIN, AT_START, 200),
    KUCOIN("KUCOIN", RANGE, AFTER_NEWER_MESSAGES, 200),
    GATE("GATEIO", RANGE, AFTER_NEWER_MESSAGES, 100),
    HTX("HTX", CHAIN, AFTER_NEWER_MESSAGES, 150),
    HITBTC("HITBTC", ONE_BY_ONE, AT_START, 200),
    POLONIEX("POLONIEX", CHAIN, AT_START, 200),
    GEMINI("GEMINI", RISING, AT_START, 200),
    BITFINEX("BITFINEX", HEARTBEATS_COUNTED, AT_START, 100),
    DYDX("DYDX", NO_IDS, AT_START, 100),
    HYPERLIQUID("HYPERLIQUID", NO_IDS, NOTHING_ELSE, 20),
    UPBIT("UPBIT", NO_IDS, NOTHING_ELSE, 15),
    PHEMEX("PHEMEX", RISING, NOW_AND_THEN, 30),
    DELTA("DELTA", NO_IDS, NOTHING_ELSE, 20);

    /** How a venue numbers its messages, and what that proves. */
    public enum Ids {
        /** First and last id (U, u) without holes. */
        RANGE(SequenceMode.RANGE, "a gap of its ids"),
        /** The id of the previous message (pu), besides U and u, which leave holes. */
        CHAIN_WITH_RANGE(SequenceMode.CHAIN, "a gap of unknown size"),
        /** The id of the previous message, and no first id. */
        CHAIN(SequenceMode.CHAIN, "a gap of unknown size"),
        /** Each message has the next number. */
        ONE_BY_ONE(SequenceMode.CONTIGUOUS, "a gap of 1"),
        /** Numbers that also count messages outside the lane. */
        RISING(SequenceMode.MONOTONIC, "nothing"),
        /** Each message has the next number, but heartbeats are numbered too. */
        HEARTBEATS_COUNTED(SequenceMode.MONOTONIC, "nothing"),
        /** No numbers. */
        NO_IDS(SequenceMode.NONE, "nothing");

        private final SequenceMode mode;
        private final String loss;

        Ids(SequenceMode mode, String loss) {
            this.mode = mode;
            this.loss = loss;
        }
    }

    /** Where full books occur among the messages. */
    public enum Snapshots {
        /** Before the first message. */
        AT_START,
        /** After messages that are newer, because it is fetched separately. */
        AFTER_NEWER_MESSAGES,
        /** At the start and again after a few hundred messages. */
        NOW_AND_THEN,
        /** Every message is a full book. */
        NOTHING_ELSE
    }

    private final String exchange;
    private final Ids ids;
    private final Snapshots snapshots;
    private final int levels;

    VenueShape(String exchange, Ids ids, Snapshots snapshots, int levels) {
        this.exchange = exchange;
        this.ids = ids;
        this.snapshots = snapshots;
        this.levels = levels;
    }

    /** The name used on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The shape with a name, null if there is none. */
    public static VenueShape of(String word) {
        return Arrays.stream(values())
                .filter(shape -> shape.word().equals(word))
                .findFirst()
                .orElse(null);
    }

    /** All names, in the order of the shapes. */
    public static List<String> words() {
        return Arrays.stream(values()).map(VenueShape::word).toList();
    }

    /** Exchange of the generated lane. */
    public String exchange() {
        return exchange;
    }

    public Ids ids() {
        return ids;
    }

    public Snapshots snapshots() {
        return snapshots;
    }

    /** Levels per side of a snapshot. */
    public int levels() {
        return levels;
    }

    /** The mode that {@code auto} chooses. */
    public SequenceMode mode() {
        return ids.mode;
    }

    /** What a run reports for one lost message, in words. */
    public String loss() {
        return ids.loss;
    }
}
