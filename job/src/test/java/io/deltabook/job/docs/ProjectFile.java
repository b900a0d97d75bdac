// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the project that tests compare with the code. */
public final class ProjectFile {
    /** Set to rewrite the files instead of comparing them: {@code -Ddeltabook.update=true}. */
    private static final boolean UPDATE = Boolean.getBoolean("deltabook.update");

    private ProjectFile() {}

    public static String read(String name) {
        try {
            return Files.readString(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file's text, after it was rewritten if so asked. */
    public static String readOrUpdate(String name, String text) {
        if (UPDATE) {
            try {
                Files.createDirectories(path(name).getParent());
                Files.writeString(path(name), text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return read(name);
    }

    private static Path path(String name) {
        return Path.of("..").resolve(name);
    }
}
