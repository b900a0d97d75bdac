// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.PlainText;
import io.deltabook.job.storage.Place;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds the files below the inputs. Nothing is opened. */
final class InputDiscovery {
    private static final String SUFFIX = ".parquet";
    private static final String MUST_HOLD =
            " must hold files (*" + SUFFIX + ") of deltas or of book snapshots, but holds none";

    private final Map<Path, Path> inputOfFile = new HashMap<>();
    private final Set<Path> otherTables = new TreeSet<>(Place.ORDER);
    private final List<FoundFile> found = new ArrayList<>();

    /**
     * Lists the files below all inputs.
     *
     * @throws BadInputException if an input is missing, cannot be listed, has no file of deltas or
     *     book snapshots, or shares a file with another input
     */
    static List<FoundFile> discover(List<Path> inputs) {
        InputDiscovery discovery = new InputDiscovery();
        for (Path input : inputs) {
            discovery.add(input);
        }
        discovery.requireBooks(inputs);
        return discovery.found;
    }

    private void add(Path input) {
        Path root = input.toAbsolutePath().normalize();
        int before = found.size();
        BasicFileAttributes attributes = InputListing.attributes(root);
        if (attributes != null && attributes.isRegularFile()) {
            addFile(root, FilePath.ofGivenFile(root));
        } else if (attributes != null && attributes.isDirectory()) {
            walk(root);
        } else {
            throw new BadInputException(
                    "[" + input + "] must be a folder or a file, but does not exist");
        }
        if (found.size() == before) {
            throw new BadInputException("[" + input + "]" + MUST_HOLD);
        }
    }

    private void requireBooks(List<Path> inputs) {
        boolean isAny = found.stream().anyMatch(file -> file.table() != InputTable.TRADES);
        if (!isAny) {
            throw new BadInputException(inputs + MUST_HOLD + ", only other tables: " + otherTables);
        }
    }

    private void walk(Path root) {
        Visitor visitor = new Visitor(root);
        try {
            if (Place.isRemote(root)) {
                RemoteListing.files(root).forEach(visitor::visit);
            } else {
                Files.walkFileTree(
                        root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, visitor);
            }
        } catch (IOException e) {
            throw new BadInputException(
                    "[" + root + "] cannot be listed: " + PlainText.of(e.toString()), e);
        }
    }

    private void addFile(Path root, FilePath place) {
        if (place.isOtherTable()) {
            otherTables.add(place.tableFolder());
        }
        FoundFile file = place.file();
        Path other = inputOfFile.put(file.path(), root);
        if (other != null) {
            throw new BadInputException(
                    "[%s] must be below one input only, but is below %s and %s; leave one of them out"
                            .formatted(file.path(), other, root));
        }
        found.add(file);
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        private final Path root;

        Visitor(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean isHidden = !folder.equals(root) && FilePath.isHidden(folder);
            return isHidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            visit(file);
            return FileVisitResult.CONTINUE;
        }

        private void visit(Path file) {
            String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
            if (name.endsWith(SUFFIX) && !FilePath.isHidden(file)) {
                FilePath.requireFile(file);
                addFile(root, FilePath.below(root, file));
            }
        }
    }
}
