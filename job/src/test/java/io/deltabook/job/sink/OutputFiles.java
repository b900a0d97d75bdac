// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.sink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files below a folder. */
final class OutputFiles {
    private OutputFiles() {}

    static List<Path> all(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    static List<Path> hidden(Path folder) throws IOException {
        return all(folder).stream()
                .filter(file -> file.getFileName().toString().startsWith("."))
                .toList();
    }
}
