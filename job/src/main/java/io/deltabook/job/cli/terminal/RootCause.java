// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import java.util.regex.Pattern;
import org.apache.flink.util.SerializedThrowable;

/** Reduces a chain of errors to its innermost cause, in one line. */
public final class RootCause {
    /** A deltabook message that names the file at fault, on this machine or in a store. */
    private static final Pattern FILE = Pattern.compile("\\[(/|[a-z0-9]+://)");

    private RootCause() {}

    /** The line; that of the innermost error that names a file, if there is one. */
    public static String of(Throwable error) {
        Throwable cause = null;
        for (Throwable next = error; next != null; next = below(next)) {
            if (cause == null || !isNamed(cause) || isNamed(next)) {
                cause = next;
            }
        }
        String message = cause.getMessage();
        String type = typeOf(cause);
        if (message == null || message.isBlank()) {
            return type;
        }
        String line = message.strip().lines().findFirst().orElse(type);
        return line.startsWith("[") || line.startsWith(type) ? line : type + ": " + line;
    }

    private static boolean isNamed(Throwable error) {
        return error.getMessage() != null && FILE.matcher(error.getMessage()).lookingAt();
    }

    /**
     * The first error of a type in a chain, deserialized if necessary; null if there is none.
     * Flink's own search fails on a chain with a plain {@link Exception}.
     */
    public static <T extends Throwable> T find(Throwable error, Class<T> type) {
        Throwable cause = error;
        while (cause != null && !type.isInstance(cause)) {
            cause = below(cause);
        }
        return type.cast(cause);
    }

    /** The error behind a serialized one, or its cause; null at the end of the chain. */
    private static Throwable below(Throwable error) {
        if (error instanceof SerializedThrowable serialized) {
            Throwable original = serialized.deserializeError(RootCause.class.getClassLoader());
            if (original != error) {
                return original;
            }
        }
        return error.getCause() == error ? null : error.getCause();
    }

    private static String typeOf(Throwable cause) {
        String name =
                cause instanceof SerializedThrowable serialized
                        ? serialized.getOriginalErrorClassName()
                        : cause.getClass().getName();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
