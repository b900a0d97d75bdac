// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.file;

import io.deltabook.contract.PlainText;
import io.deltabook.job.parquet.BadFileException;
import java.io.IOException;
import java.nio.file.Path;

/** Puts {@code [path]} and the location in front of parquet-java's messages. */
public final class ParquetFailures {
    private ParquetFailures() {}

    /**
     * The exception to throw. A cause whose message has control characters is quoted escaped, but
     * not attached: a stack trace would print it unescaped.
     *
     * @param where location in the file, such as {@code row group 3}
     */
    public static IOException of(Path path, String where, Exception cause) {
        if (cause instanceof BadFileException) {
            return (BadFileException) cause;
        }
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof DiskFailure) {
                return new IOException("[" + path + "] " + where + ": " + t.getMessage(), cause);
            }
        }
        String reason = reason(cause);
        return new BadFileException(
                path,
                where + " cannot be decoded: " + reason,
                PlainText.isPlain(reason) ? cause : null);
    }

    private static String reason(Throwable cause) {
        StringBuilder text = new StringBuilder(cause.toString());
        for (Throwable t = cause.getCause(); t != null; t = t.getCause()) {
            text.append("; ").append(t);
        }
        return text.toString();
    }
}
