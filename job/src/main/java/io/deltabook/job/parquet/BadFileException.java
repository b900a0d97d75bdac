// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import io.deltabook.contract.PlainText;
import java.io.IOException;
import java.nio.file.Path;

/** A file that is not Parquet, is damaged, or lacks a column; the message starts with its path. */
public final class BadFileException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int MAX_CHARACTERS = 2_000;

    private final String problem;

    public BadFileException(Path path, String problem) {
        this(path, problem, null);
    }

    public BadFileException(Path path, String problem, Throwable cause) {
        super("[" + PlainText.of(path.toString()) + "] " + plain(problem), cause);
        this.problem = plain(problem);
    }

    /** A damaged file may contain strings of any length and any characters. */
    private static String plain(String problem) {
        return PlainText.of(problem, MAX_CHARACTERS);
    }

    /** What is wrong, without the path. */
    public String problem() {
        return problem;
    }
}
