// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import io.deltabook.contract.HivePath;
import io.deltabook.contract.LaneNames;
import java.util.Locale;
import java.util.Map;

/**
 * A folder {@code key=value} that describes the files in it.
 *
 * @param kind what it describes
 * @param value decoded; null for nothing
 */
record HiveKey(Kind kind, String value) {
    /** The kinds of keys; all but exchange and symbol are parts of the day. */
    enum Kind {
        EXCHANGE,
        SYMBOL,
        DAY,
        YEAR,
        MONTH,
        DAY_OF_MONTH,
        /** A part of a day; its files are read in natural order. */
        PART
    }

    private static final Map<String, Kind> KINDS =
            Map.ofEntries(
                    Map.entry("exchange", Kind.EXCHANGE),
                    Map.entry("venue", Kind.EXCHANGE),
                    Map.entry("symbol", Kind.SYMBOL),
                    Map.entry("instrument", Kind.SYMBOL),
                    Map.entry("dt", Kind.DAY),
                    Map.entry("date", Kind.DAY),
                    Map.entry("year", Kind.YEAR),
                    Map.entry("month", Kind.MONTH),
                    Map.entry("day", Kind.DAY_OF_MONTH),
                    Map.entry("hour", Kind.PART),
                    Map.entry("minute", Kind.PART));

    /** The key of a folder, null if it has none of these. */
    static HiveKey of(String folder) {
        int equals = folder.indexOf('=');
        Kind kind =
                equals < 0 ? null : KINDS.get(folder.substring(0, equals).toLowerCase(Locale.ROOT));
        if (kind == null) {
            return null;
        }
        String decoded = HivePath.decode(folder.substring(equals + 1));
        boolean isNone = decoded.isEmpty() || decoded.equals(LaneNames.HIVE_NULL);
        return new HiveKey(kind, isNone ? null : decoded);
    }

    /** Whether the files of one lane are spread over such folders. */
    boolean isOfTime() {
        return kind != Kind.EXCHANGE && kind != Kind.SYMBOL;
    }
}
