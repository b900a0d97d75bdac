// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.deltabook.contract.BadInputException;
import io.deltabook.job.plan.InputListing;
import io.deltabook.job.storage.AtomicFile;
import io.deltabook.job.storage.Disk;
import io.deltabook.job.storage.SmallFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The input files contained in an output folder, recorded in a small file each. A file's record
 * makes its rows part of the output: before the record exists, the files written have hidden names;
 * afterwards this process, or the next one, gives them their final names. Several threads may
 * commit.
 */
final class ImportLog {
    /** Folder of the records; its name keeps it from being read as input. */
    static final String FOLDER = "_import";

    private static final String SUFFIX = ".json";
    private static final int VERSION = 1;
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path output;
    private final TreeMap<Path, ImportedFile> files = new TreeMap<>(InputListing.PATH_ORDER);
    private final Map<Path, List<ImportedFile>> filesOfFolder = new HashMap<>();

    /**
     * Content of a record.
     *
     * @param version version of the format
     * @param file the input
     */
    record Entry(int version, ImportedFile file) {}

    private ImportLog(Path output) {
        this.output = output;
    }

    /**
     * Opens the records of an output folder whose lock is held; completes the commits of an earlier
     * import and deletes what it had not committed.
     *
     * @throws BadInputException if the folder contains anything but an import
     */
    static ImportLog open(Path output) throws IOException {
        ImportLog log = new ImportLog(output);
        Path folder = output.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            requireEmpty(output);
        }
        Disk.createFolders(folder);
        try (Stream<Path> records = Files.list(folder)) {
            for (Path record : records.filter(ImportLog::isRecord).toList()) {
                log.add(read(record));
            }
        }
        for (ImportedFile file : log.files.values()) {
            log.name(file);
        }
        log.deleteHidden();
        return log;
    }

    private static void requireEmpty(Path output) throws IOException {
        try (Stream<Path> content = Files.list(output)) {
            Path other =
                    content.filter(path -> !path.getFileName().toString().startsWith("."))
                            .findFirst()
                            .orElse(null);
            if (other != null) {
                throw new BadInputException(
                        "[%s] output must be new, empty or of an earlier import, but holds %s; choose another --output"
                                .formatted(output, other.getFileName()));
            }
        }
    }

    private static boolean isRecord(Path path) {
        String name = path.getFileName().toString();
        return !name.startsWith(".") && name.endsWith(SUFFIX);
    }

    private static ImportedFile read(Path record) throws IOException {
        try {
            Entry entry = MAPPER.readValue(SmallFile.read(record), Entry.class);
            if (entry.version() != VERSION) {
                throw new BadInputException(
                        "[%s] must be of version %d, but is of version %d; import with the release that wrote it, or into another --output"
                                .formatted(record, VERSION, entry.version()));
            }
            return entry.file();
        } catch (JsonProcessingException e) {
            throw new BadInputException(
                    "[%s] must be the record of an import, but is not: %s; import into another --output"
                            .formatted(record, e.getOriginalMessage()),
                    e);
        }
    }

    private void add(ImportedFile file) {
        files.put(Path.of(file.source()), file);
        for (Path folder : folders(file)) {
            filesOfFolder.computeIfAbsent(folder, none -> new ArrayList<>()).add(file);
        }
    }

    /** Gives the files of an input their final names. */
    private void name(ImportedFile file) throws IOException {
        Set<Path> folders = new HashSet<>();
        for (String part : file.parts()) {
            Path target = output.resolve(part);
            try {
                Files.move(AtomicFile.temporary(target), target, StandardCopyOption.ATOMIC_MOVE);
                folders.add(target.getParent());
            } catch (NoSuchFileException e) {
                requireThere(file, target);
            }
        }
        for (Path folder : folders) {
            Disk.forceNames(folder);
        }
    }

    private static void requireThere(ImportedFile file, Path target) {
        if (!Files.exists(target)) {
            throw new BadInputException(
                    "[%s] must exist, because it holds rows of %s, but is gone; put it back, or import into another --output"
                            .formatted(target, file.source()));
        }
    }

    private void deleteHidden() throws IOException {
        List<Path> hidden = new ArrayList<>();
        try (Stream<Path> all = Files.walk(output)) {
            all.filter(ImportLog::isHiddenPart).forEach(hidden::add);
        }
        for (Path part : hidden) {
            Files.delete(part);
        }
    }

    private static boolean isHiddenPart(Path path) {
        String name = path.getFileName().toString();
        boolean isOurs = name.endsWith(".parquet.tmp") || name.endsWith(SUFFIX + ".tmp");
        return isOurs && name.startsWith(".") && Files.isRegularFile(path);
    }

    /** The record of an input, null if it is not in the output. */
    synchronized ImportedFile of(Path source) {
        return files.get(source);
    }

    /**
     * Numbers the inputs that are not in the output yet, ordered by path among those that are, as
     * far as there is room between their numbers.
     */
    synchronized TreeMap<Path, Integer> ordinals(List<Path> sources) {
        TreeMap<Path, Integer> ordinals = new TreeMap<>(InputListing.PATH_ORDER);
        TreeMap<Path, Integer> all = new TreeMap<>(InputListing.PATH_ORDER);
        Set<Integer> used = new HashSet<>();
        files.forEach((source, file) -> all.put(source, file.ordinal()));
        files.values().forEach(file -> used.add(file.ordinal()));
        int last = used.stream().mapToInt(Integer::intValue).max().orElse(0);
        sources.forEach(source -> all.putIfAbsent(source, 0));
        int before = 0;
        for (Path source : all.keySet()) {
            int ordinal = all.get(source);
            if (ordinal == 0) {
                ordinal = used.contains(before + 1) ? last + 1 : before + 1;
                used.add(ordinal);
                last = Math.max(last, ordinal);
                ordinals.put(source, ordinal);
            }
            before = ordinal;
        }
        return ordinals;
    }

    /**
     * Makes the rows of an input part of the output.
     *
     * @throws BadInputException if the rows are already there under another name, or belong before
     *     existing rows
     */
    synchronized void commit(ImportedFile file) throws IOException {
        for (Path folder : folders(file)) {
            for (ImportedFile other : filesOfFolder.getOrDefault(folder, List.of())) {
                requireOther(file, other);
                requireOrder(file, other, folder);
            }
        }
        forceHiddenNames(file);
        Path record = output.resolve(FOLDER).resolve(file.ordinal() + SUFFIX);
        byte[] bytes = MAPPER.writeValueAsBytes(new Entry(VERSION, file));
        AtomicFile.write(record, out -> out.write(bytes));
        add(file);
        name(file);
    }

    /** Everything a record lists must be on disk first, under either name, with its folders. */
    private void forceHiddenNames(ImportedFile file) throws IOException {
        Set<Path> folders = new HashSet<>();
        for (String part : file.parts()) {
            for (Path folder = output.resolve(part).getParent();
                    !folder.equals(output.getParent()) && folders.add(folder);
                    folder = folder.getParent()) {}
        }
        for (Path folder : folders) {
            Disk.forceNames(folder);
        }
    }

    private static void requireOther(ImportedFile file, ImportedFile other) {
        boolean isSame =
                file.contentBytes() == other.contentBytes() && file.checksum() == other.checksum();
        if (isSame) {
            throw new BadInputException(
                    "[%s] must differ from %s, but has the same content, which is already in the output; leave it out"
                            .formatted(file.source(), other.source()));
        }
    }

    private static void requireOrder(ImportedFile file, ImportedFile other, Path folder) {
        int order =
                InputListing.PATH_ORDER.compare(Path.of(file.source()), Path.of(other.source()));
        if (order < 0 != file.ordinal() < other.ordinal()) {
            throw new BadInputException(
                    "[%s] must be read before or with %s, whose rows of the same symbol and day are in %s; import both at once into another --output"
                            .formatted(
                                    order < 0 ? file.source() : other.source(),
                                    order < 0 ? other.source() : file.source(),
                                    folder));
        }
    }

    /** Folders of the rows, one per symbol and day. */
    private static Set<Path> folders(ImportedFile file) {
        Set<Path> folders = new HashSet<>();
        for (String part : file.parts()) {
            if (!part.startsWith(RejectRows.FOLDER)) {
                folders.add(Path.of(part).getParent());
            }
        }
        return folders;
    }
}
