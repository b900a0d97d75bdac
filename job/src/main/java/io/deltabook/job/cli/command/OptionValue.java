// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.command;

import io.deltabook.job.cli.terminal.CommandFailure;
import java.util.function.ToLongFunction;

/** Reads and checks what an option was given. What it must be is a matter of usage. */
public final class OptionValue {
    private OptionValue() {}

    /**
     * The number that a text stands for.
     *
     * @param reader throws {@link IllegalArgumentException} with what the text must be
     */
    public static long parsed(String option, String text, ToLongFunction<String> reader)
            throws CommandFailure {
        try {
            return reader.applyAsLong(text);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(option + ": " + e.getMessage());
        }
    }

    /** Requires a number from 1 to a greatest one. */
    public static void requireWithin(String option, int value, int max) throws CommandFailure {
        if (value < 1 || value > max) {
            throw CommandFailure.usage(
                    "%s must be 1 to %d, but was %d".formatted(option, max, value));
        }
    }
}
