// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.SerializedThrowable;

/** The innermost error of a chain, in one line. */
final class RootCause {
    private RootCause() {}

    static String of(Throwable error) {
        Throwable cause = throwable(error);
        String message = cause.getMessage();
        String type = typeOf(cause);
        if (message == null || message.isBlank()) {
            return type;
        }
        String line = message.strip().lines().findFirst().orElse(type);
        return line.startsWith("[") || line.startsWith(type) ? line : type + ": " + line;
    }

    /** The innermost error itself, read back from its serialized form where it has one. */
    static Throwable throwable(Throwable error) {
        Throwable cause = error;
        while (true) {
            if (cause instanceof SerializedThrowable serialized) {
                Throwable original = serialized.deserializeError(RootCause.class.getClassLoader());
                if (original != cause) {
                    cause = original;
                    continue;
                }
            }
            if (cause.getCause() == null || cause.getCause() == cause) {
                return cause;
            }
            cause = cause.getCause();
        }
    }

    /**
     * The error of a type in a chain, read back from its serialized form; null if there is none.
     */
    static <T extends Throwable> T find(Throwable error, Class<T> type) {
        return ExceptionUtils.findThrowable(error, type)
                .or(
                        () ->
                                ExceptionUtils.findSerializedThrowable(
                                        error, type, RootCause.class.getClassLoader()))
                .orElse(null);
    }

    private static String typeOf(Throwable cause) {
        String name =
                cause instanceof SerializedThrowable serialized
                        ? serialized.getOriginalErrorClassName()
                        : cause.getClass().getName();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
