// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import java.io.IOException;
import java.nio.file.Path;

/** A file that is not Parquet, is damaged, or lacks a column; the message starts with its path. */
public final class BadFileException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String problem;

    BadFileException(Path path, String problem) {
        this(path, problem, null);
    }

    BadFileException(Path path, String problem, Throwable cause) {
        super("[" + path + "] " + problem, cause);
        this.problem = problem;
    }

    /** What is wrong, without the path. */
    public String problem() {
        return problem;
    }
}
