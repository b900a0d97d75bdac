// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.io.UTFDataFormatException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file that a run keeps about itself is gone, or not as it was written. The message names it,
 * says what must hold and what was found, and the way out.
 */
public final class DamagedFileException extends IOException {
    /** The way out where nothing else tells what the file told. */
    public static final String RESTORE =
            "restore it from a copy, or start a new run with another --output and --state";

    private static final long serialVersionUID = 1;

    /**
     * @param must what must hold, after the word must
     * @param found what was found
     * @param way the way out
     */
    public DamagedFileException(Path file, String must, String found, String way, Exception cause) {
        super("[%s] must %s, but %s: %s".formatted(file, must, found, way), cause);
    }

    /**
     * The error of reading a file: this one if the content is at fault, that of the disk or store
     * if it could not be read.
     */
    public static IOException of(Path file, String must, String way, Exception cause) {
        if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException) {
            return new DamagedFileException(file, must, "is gone", way, cause);
        }
        boolean isContent =
                cause instanceof RuntimeException
                        || cause instanceof JsonProcessingException
                        || cause instanceof EOFException
                        || cause instanceof StreamCorruptedException
                        || cause instanceof UTFDataFormatException;
        if (!isContent) {
            return (IOException) cause;
        }
        String why = cause instanceof EOFException ? "it ends too soon" : words(cause);
        return new DamagedFileException(file, must, "is damaged (" + why + ")", way, cause);
    }

    private static String words(Exception cause) {
        String text =
                cause instanceof JsonProcessingException json
                        ? json.getOriginalMessage()
                        : cause.getMessage();
        return text == null ? cause.getClass().getSimpleName() : text;
    }
}
