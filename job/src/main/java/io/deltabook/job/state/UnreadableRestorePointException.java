// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.state;

import java.io.IOException;
import java.nio.file.Path;

/** A checkpoint or savepoint is named as complete, but cannot be read; the message says why. */
public final class UnreadableRestorePointException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Path file;

    UnreadableRestorePointException(Path file, Exception cause) {
        super(
                "[%s] must be readable to resume, but is not: %s"
                        .formatted(
                                file,
                                cause.getMessage() == null
                                        ? cause.getClass().getSimpleName()
                                        : cause.getMessage()),
                cause);
        this.file = file;
    }

    /** What cannot be read. */
    Path file() {
        return file;
    }
}
