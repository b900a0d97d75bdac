// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.ask;

import io.deltabook.contract.LaneId;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.config.NearestWord;
import io.deltabook.job.replay.LaneEvents;
import io.deltabook.job.replay.OutputEvents;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds lanes by the words of a command line. */
final class LaneChoice {
    private static final int MOST_NAMES = 10;

    private LaneChoice() {}

    /**
     * The only lane of a symbol.
     *
     * @param symbol null if none was given: then the output must have one lane
     * @param exchange null if none was given
     * @throws CommandFailure if there is none, or more than one
     */
    static LaneEvents one(OutputEvents output, String symbol, String exchange)
            throws CommandFailure {
        List<LaneEvents> found = all(output, symbol, exchange);
        if (found.size() > 1) {
            throw CommandFailure.usage(
                    List.of(
                            "%s must name one of the symbols, but %d match: %s"
                                    .formatted(
                                            symbol == null ? "--symbol" : "--exchange",
                                            found.size(),
                                            names(found))));
        }
        return found.get(0);
    }

    /** All lanes of a symbol and exchange, at least one; null chooses all. */
    static List<LaneEvents> all(OutputEvents output, String symbol, String exchange)
            throws CommandFailure {
        List<LaneEvents> found =
                output.lanes().values().stream()
                        .filter(lane -> symbol == null || lane.lane().symbol().equals(symbol))
                        .filter(lane -> exchange == null || lane.lane().exchange().equals(exchange))
                        .toList();
        if (!found.isEmpty()) {
            return found;
        }
        List<LaneEvents> there = List.copyOf(output.lanes().values());
        if (there.isEmpty()) {
            throw CommandFailure.badInput(
                    "[%s] must have committed events, but has none yet".formatted(output.output()));
        }
        throw CommandFailure.usage(
                List.of(
                        "%s must be in the output, but is not%s"
                                .formatted(wanted(symbol, exchange), meant(there, symbol))));
    }

    private static String wanted(String symbol, String exchange) {
        return symbol == null
                ? "exchange " + exchange
                : "symbol " + symbol + (exchange == null ? "" : " of " + exchange);
    }

    private static String meant(List<LaneEvents> there, String symbol) {
        if (symbol != null) {
            List<String> symbols =
                    there.stream().map(lane -> lane.lane().symbol()).distinct().toList();
            String nearest =
                    NearestWord.of(
                            symbol,
                            symbols.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList());
            for (String name : symbols) {
                if (name.toLowerCase(Locale.ROOT).equals(nearest)) {
                    return ": did you mean '" + name + "'?";
                }
            }
        }
        return "; it has " + names(there);
    }

    private static String names(List<LaneEvents> lanes) {
        String names =
                lanes.stream()
                        .limit(MOST_NAMES)
                        .map(LaneEvents::lane)
                        .map(LaneId::toString)
                        .collect(Collectors.joining(", "));
        return lanes.size() > MOST_NAMES ? names + " and more" : names;
    }
}
