// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.PlainText;
import io.deltabook.job.plan.name.NaturalOrder;
import io.deltabook.job.storage.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * An input file of any table and what its path says.
 *
 * @param path absolute path
 * @param table from a folder or file of its name, null if only the columns tell
 * @param exchange from {@code exchange=…}, null if absent
 * @param symbol from {@code symbol=…}, null if absent
 * @param dt from {@code dt=…}, null if absent
 */
public record InputListing(Path path, InputTable table, String exchange, String symbol, String dt) {
    /** Compares paths folder by folder in natural order: the order of one day's files. */
    public static final Comparator<Path> PATH_ORDER = FoundFile::comparePaths;

    /** Natural order of names: {@code 2.csv} before {@code 10.csv}. */
    public static final Comparator<String> NAME_ORDER = NaturalOrder.INSTANCE;

    private static final List<String> PARQUET = List.of(".parquet");

    /**
     * The file itself, or the Parquet files below a folder, in reading order.
     *
     * @throws BadInputException if there is no such file or folder, or it cannot be listed
     */
    public static List<InputListing> of(Path input) {
        return of(input, PARQUET);
    }

    /**
     * Like the above, for other kinds of files.
     *
     * @param suffixes lower-case name suffixes, one of which a file below a folder must have
     */
    public static List<InputListing> of(Path input, List<String> suffixes) {
        Path root = input.toAbsolutePath().normalize();
        BasicFileAttributes attributes = attributes(root);
        if (attributes != null && attributes.isRegularFile()) {
            return List.of(of(FilePath.ofGivenFile(root).file()));
        }
        if (attributes == null || !attributes.isDirectory()) {
            throw new BadInputException(
                    "[" + input + "] must be a folder or a file, but does not exist");
        }
        List<InputListing> found = below(root, suffixes);
        if (found.isEmpty()) {
            throw new BadInputException(
                    "[%s] must hold files named *%s, but holds none"
                            .formatted(input, String.join(" or *", suffixes)));
        }
        return found;
    }

    /**
     * The Parquet files that an input has by now: none if it is empty or does not exist yet.
     *
     * @throws BadInputException if it cannot be listed
     */
    public static List<InputListing> present(Path input) {
        Path root = input.toAbsolutePath().normalize();
        BasicFileAttributes attributes = attributes(root);
        if (attributes == null) {
            return List.of();
        }
        return attributes.isDirectory() ? below(root, PARQUET) : of(root);
    }

    private static List<InputListing> below(Path root, List<String> suffixes) {
        List<FoundFile> found = new ArrayList<>();
        try (Stream<Path> paths = paths(root)) {
            paths.filter(path -> isListed(root, path, suffixes))
                    .forEach(path -> found.add(FilePath.below(root, path).file()));
        } catch (IOException | UncheckedIOException e) {
            throw new BadInputException(
                    "[" + root + "] cannot be listed: " + PlainText.of(e.toString()), e);
        }
        found.sort(FoundFile.READING_ORDER);
        return found.stream().map(InputListing::of).toList();
    }

    /** The day that the path of a Parquet file names, null if it names none. */
    public static String dayOf(String path) {
        return FilePath.ofGivenFile(Place.of(path)).file().dt();
    }

    private static Stream<Path> paths(Path root) throws IOException {
        return Place.isRemote(root)
                ? RemoteListing.files(root).stream()
                : Files.walk(root, FileVisitOption.FOLLOW_LINKS);
    }

    /**
     * What an input is, null if it does not exist.
     *
     * @throws BadInputException if its store cannot be asked
     */
    static BasicFileAttributes attributes(Path root) {
        try {
            return Place.attributes(root);
        } catch (IOException e) {
            if (Place.isRemote(root)) {
                throw new BadInputException(
                        "[%s] must be accessible, but is not: %s"
                                .formatted(root, PlainText.of(e.getMessage())),
                        e);
            }
            return null;
        }
    }

    private static InputListing of(FoundFile file) {
        return new InputListing(
                file.path(), file.table(), file.exchange(), file.symbol(), file.dt());
    }

    private static boolean isListed(Path root, Path path, List<String> suffixes) {
        for (Path name : root.relativize(path)) {
            if (FilePath.isHidden(name)) {
                return false;
            }
        }
        String lower = path.toString().toLowerCase(Locale.ROOT);
        if (suffixes.stream().noneMatch(lower::endsWith) || Files.isDirectory(path)) {
            return false;
        }
        FilePath.requireFile(path);
        return true;
    }
}
