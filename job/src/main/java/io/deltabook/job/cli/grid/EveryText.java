// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.grid;

import io.deltabook.job.cli.ask.LengthText;
import io.deltabook.job.grid.GridSettings;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the length of a bucket: a whole number with a unit, or {@code message}. */
final class EveryText {
    private static final String MESSAGE = "message";
    private static final Pattern LENGTH = Pattern.compile("([1-9][0-9]{0,8})(ms|s|min|h|d)");
    private static final String DAYS = "d";

    private EveryText() {}

    /**
     * The length in ns, or {@link GridSettings#MESSAGE}.
     *
     * @throws IllegalArgumentException if it is neither; the message says what it must be
     */
    static long nanos(String text) {
        if (text.equals(MESSAGE)) {
            return GridSettings.MESSAGE;
        }
        Matcher length = LENGTH.matcher(text);
        long nanos = 0;
        if (length.matches()) {
            long count = Long.parseLong(length.group(1));
            String word = length.group(2);
            long unit = word.equals(DAYS) ? GridSettings.DAY : LengthText.unit(word);
            nanos = count > GridSettings.DAY / unit ? 0 : count * unit;
        }
        if (nanos == 0 || GridSettings.DAY % nanos != 0) {
            throw new IllegalArgumentException(
                    "must be 'message', or a time that divides a day, such as 100ms, 1s, 5min or 1h, but was '%s'"
                            .formatted(text));
        }
        return nanos;
    }
}
