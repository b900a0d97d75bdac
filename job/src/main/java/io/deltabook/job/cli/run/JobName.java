// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.job.plan.LanePlan;
import io.deltabook.job.plan.PlannedFile;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a run is called on a cluster: the exchanges and symbols, and the days that the names of its
 * files have, such as {@code deltabook BINANCE BTC-USDT, ETH-USDT 2024-08-08 to 2024-08-09}.
 */
final class JobName {
    private static final int MAX_SYMBOLS = 3;
    private static final Pattern DAY =
            Pattern.compile(
                    "(?<!\\d)(20\\d\\d)([-_]?)(0[1-9]|1[0-2])\\2(0[1-9]|[12]\\d|3[01])(?!\\d)");

    private JobName() {}

    static String of(LanePlan plan) {
        Map<String, List<String>> symbols =
                plan.lanes().stream()
                        .map(Lane::id)
                        .collect(
                                Collectors.groupingBy(
                                        id -> id.exchange(),
                                        TreeMap::new,
                                        Collectors.mapping(
                                                id -> id.symbol(), Collectors.toList())));
        StringBuilder name = new StringBuilder("deltabook");
        String separator = " ";
        for (Map.Entry<String, List<String>> exchange : symbols.entrySet()) {
            name.append(separator).append(exchange.getKey()).append(' ');
            name.append(list(exchange.getValue()));
            separator = "; ";
        }
        return name.append(span(plan)).toString();
    }

    private static String list(List<String> symbols) {
        String first = symbols.stream().limit(MAX_SYMBOLS).collect(Collectors.joining(", "));
        int more = symbols.size() - MAX_SYMBOLS;
        return more > 0 ? first + " and " + more + " more" : first;
    }

    private static String span(LanePlan plan) {
        SortedSet<String> days = new TreeSet<>();
        for (PlannedFile file : plan.files(InputTable.DELTAS)) {
            Matcher day = DAY.matcher(file.path());
            String last = null;
            while (day.find()) {
                last = day.group(1) + "-" + day.group(3) + "-" + day.group(4);
            }
            if (last != null) {
                days.add(last);
            }
        }
        if (days.isEmpty()) {
            return "";
        }
        String range = " " + days.first();
        return days.size() == 1 ? range : range + " to " + days.last();
    }
}
