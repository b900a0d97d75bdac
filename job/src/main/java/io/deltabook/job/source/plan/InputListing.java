// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source.plan;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.PlainText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A Parquet file of any table and what its path says.
 *
 * @param path absolute path
 * @param exchange from {@code exchange=…}, null where there is none
 * @param symbol from {@code symbol=…}, null where there is none
 * @param dt from {@code dt=…}, null where there is none
 */
public record InputListing(Path path, String exchange, String symbol, String dt) {
    private static final String SUFFIX = ".parquet";

    /**
     * The file itself, or the Parquet files below a folder, in reading order.
     *
     * @throws BadInputException if there is no such file or folder, or it cannot be listed
     */
    public static List<InputListing> of(Path input) {
        Path root = input.toAbsolutePath().normalize();
        if (Files.isRegularFile(root)) {
            return List.of(of(FilePath.ofGivenFile(root).file()));
        }
        if (!Files.isDirectory(root)) {
            throw new BadInputException(
                    "[" + input + "] must be a folder or a file, but there is none of this name");
        }
        List<FoundFile> found = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
            paths.filter(path -> isListed(root, path))
                    .forEach(path -> found.add(FilePath.below(root, path).file()));
        } catch (IOException | UncheckedIOException e) {
            throw new BadInputException(
                    "[" + input + "] cannot be listed: " + PlainText.of(e.toString()), e);
        }
        if (found.isEmpty()) {
            throw new BadInputException(
                    "[" + input + "] must hold Parquet files (*" + SUFFIX + "), but holds none");
        }
        found.sort(FoundFile.READING_ORDER);
        return found.stream().map(InputListing::of).toList();
    }

    private static InputListing of(FoundFile file) {
        return new InputListing(file.path(), file.exchange(), file.symbol(), file.dt());
    }

    private static boolean isListed(Path root, Path path) {
        for (Path name : root.relativize(path)) {
            if (name.toString().startsWith(".") || name.toString().startsWith("_")) {
                return false;
            }
        }
        boolean isNamed = path.toString().toLowerCase(Locale.ROOT).endsWith(SUFFIX);
        if (!isNamed || Files.isDirectory(path)) {
            return false;
        }
        FilePath.requireFile(path);
        return true;
    }
}
