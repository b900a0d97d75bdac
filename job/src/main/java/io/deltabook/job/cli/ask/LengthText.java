// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.ask;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes lengths of time such as {@code 100ms}. */
public final class LengthText {
    private static final Pattern LENGTH = Pattern.compile("(\\d{1,9})(ns|us|ms|s|min|h)|0");
    private static final Map<String, Long> UNITS = new LinkedHashMap<>();

    static {
        UNITS.put("h", 3_600_000_000_000L);
        UNITS.put("min", 60_000_000_000L);
        UNITS.put("s", 1_000_000_000L);
        UNITS.put("ms", 1_000_000L);
        UNITS.put("us", 1_000L);
        UNITS.put("ns", 1L);
    }

    private LengthText() {}

    /**
     * Nanoseconds of a text.
     *
     * @throws IllegalArgumentException if it is no length of time; the message says what it must be
     */
    public static long nanos(String text) {
        Matcher length = LENGTH.matcher(text);
        if (!length.matches()) {
            throw fault(text, null);
        }
        try {
            return length.group(1) == null
                    ? 0
                    : Math.multiplyExact(Long.parseLong(length.group(1)), unit(length.group(2)));
        } catch (ArithmeticException e) {
            throw fault(text, e);
        }
    }

    private static IllegalArgumentException fault(String text, Exception cause) {
        return new IllegalArgumentException(
                "a length of time must be like 100ms, 1s or 5min, but was '%s'".formatted(text),
                cause);
    }

    /** Nanoseconds of a unit from ns to h, by its word. */
    public static long unit(String word) {
        return UNITS.get(word);
    }

    /** The length in the largest unit that it is a whole number of. */
    public static String of(long nanos) {
        for (Map.Entry<String, Long> unit : UNITS.entrySet()) {
            if (nanos != 0 && nanos % unit.getValue() == 0) {
                return nanos / unit.getValue() + unit.getKey();
            }
        }
        return "0s";
    }
}
