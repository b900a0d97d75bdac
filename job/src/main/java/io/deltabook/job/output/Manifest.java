// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.event.EventFileFacts;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.storage.AtomicFile;
import io.deltabook.job.storage.LaneTasks;
import io.deltabook.job.storage.Place;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * The committed events files of an output, ordered by exchange, symbol, hour and first event_seq,
 * followed by those of the other datasets. Derived data: it can be rebuilt from the files at any
 * time.
 */
public final class Manifest {
    /** Name of the file in the output folder, one JSON object per line. */
    public static final String FILE = "manifest.jsonl";

    private static final long GONE = -1;

    private final List<ManifestEntry> entries;
    private final List<SideFile> sides;

    private Manifest(List<ManifestEntry> entries, List<SideFile> sides) {
        this.entries = entries;
        this.sides = sides;
    }

    /**
     * Builds the manifest of some files.
     *
     * @param entries events files in any order
     * @param sides files of the other datasets
     */
    public static Manifest of(List<ManifestEntry> entries, List<SideFile> sides) {
        return new Manifest(
                entries.stream().sorted(ManifestEntry.ORDER).toList(), List.copyOf(sides));
    }

    /**
     * Reads every committed events file: its footer, and its whole content for the checksum.
     *
     * @throws IOException if one of them is not an intact events file; the message names it
     */
    public static Manifest scan(Path output) throws IOException {
        return rescan(output, of(List.of(), List.of()));
    }

    /**
     * The same, without reading files that an earlier manifest lists: committed files stay as they
     * are.
     */
    public static Manifest rescan(Path output, Manifest earlier) throws IOException {
        UnfinishedCompaction.requireNone(output);
        Map<String, ManifestEntry> known = new HashMap<>();
        earlier.entries.forEach(entry -> known.put(entry.path(), entry));
        List<Callable<ManifestEntry>> tasks = new ArrayList<>();
        for (Path file : DataFiles.below(output.resolve(EventSchema.FOLDER))) {
            ManifestEntry entry = known.get(DataFiles.pathIn(output, file));
            boolean isKnown = entry != null && entry.bytes() == Files.size(file);
            tasks.add(() -> isKnown ? entry : ManifestEntry.of(output, file));
        }
        return of(LaneTasks.runOn(output, tasks), SideFile.scan(output, earlier.sides));
    }

    /**
     * Reads {@link #FILE} of an output.
     *
     * @throws IOException if it is missing or not a manifest; the message names it
     */
    public static Manifest read(Path output) throws IOException {
        Path file = output.resolve(FILE);
        ObjectMapper mapper = new ObjectMapper();
        List<ManifestEntry> entries = new ArrayList<>();
        List<SideFile> sides = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            try {
                JsonNode json = mapper.readTree(line);
                if (json.has(SideFile.DATASET)) {
                    sides.add(SideFile.parse(json));
                } else {
                    entries.add(ManifestEntry.parse(json));
                }
            } catch (IOException | IllegalArgumentException e) {
                throw new IOException(
                        "[%s] line %d must name a file, but does not (%s); rewrite it with"
                                        .formatted(
                                                file,
                                                entries.size() + sides.size() + 1,
                                                e.getMessage())
                                + " 'deltabook verify --rewrite'",
                        e);
            }
        }
        return of(entries, sides);
    }

    /** The {@link #FILE} of an output; null if it is missing or damaged. */
    public static Manifest readIfSound(Path output) {
        try {
            return Files.isRegularFile(output.resolve(FILE)) ? read(output) : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Whether it lists exactly the committed files of an output, with their sizes. */
    public boolean isOf(Path output) throws IOException {
        return isOf(output, folders());
    }

    private static List<String> folders() {
        List<String> folders = new ArrayList<>(SideFile.folders());
        folders.add(EventSchema.FOLDER);
        return folders;
    }

    /**
     * Whether it lists exactly the committed events files of an output, with their sizes, as
     * release 0.1.0 wrote it.
     */
    public boolean isOfFirstRelease(Path output) throws IOException {
        return sides.isEmpty() && isOf(output, List.of(EventSchema.FOLDER));
    }

    private boolean isOf(Path output, List<String> folders) throws IOException {
        Set<String> named = new HashSet<>(sizes().keySet());
        for (String folder : folders) {
            for (Path file : DataFiles.below(output.resolve(folder))) {
                if (!named.remove(DataFiles.pathIn(output, file))) {
                    return false;
                }
            }
        }
        return named.isEmpty() && missing(output).isEmpty();
    }

    /** Size in bytes of each file listed. */
    private Map<String, Long> sizes() {
        Map<String, Long> sizes = new LinkedHashMap<>();
        entries.forEach(entry -> sizes.put(entry.path(), entry.bytes()));
        sides.forEach(side -> sizes.put(side.path(), side.bytes()));
        return sizes;
    }

    /** One sentence for each listed file that is missing or differs in size. */
    public List<String> missing(Path output) throws IOException {
        List<String> missing = new ArrayList<>();
        Map<String, Long> listed = Place.isRemote(output) ? listed(output) : null;
        for (Map.Entry<String, Long> named : sizes().entrySet()) {
            Path file = output.resolve(named.getKey());
            long bytes = listed == null ? bytes(file) : listed.getOrDefault(named.getKey(), GONE);
            if (bytes != named.getValue()) {
                missing.add(
                        bytes < 0
                                ? "[%s] must be there as the manifest says, but is gone"
                                        .formatted(file)
                                : "[%s] must have %,d bytes as the manifest says, but has %,d"
                                        .formatted(file, named.getValue(), bytes));
            }
        }
        return missing;
    }

    private static long bytes(Path file) throws IOException {
        return Files.isRegularFile(file) ? Files.size(file) : GONE;
    }

    /** Sizes of the files that a store has: it is not asked for each. */
    private static Map<String, Long> listed(Path output) throws IOException {
        Map<String, Long> listed = new HashMap<>();
        for (String folder : folders()) {
            for (Path file : DataFiles.below(output.resolve(folder))) {
                listed.put(DataFiles.pathIn(output, file), Files.size(file));
            }
        }
        return listed;
    }

    /**
     * This manifest with the files of some folders replaced.
     *
     * @param replaced new files by folder, a path as given by {@link CommittedFile#folder}
     */
    public Manifest withFolders(Map<String, List<CommittedFile>> replaced) {
        List<ManifestEntry> events = new ArrayList<>();
        List<SideFile> others = new ArrayList<>();
        Stream.concat(
                        all().filter(file -> !replaced.containsKey(file.folder())),
                        replaced.values().stream().flatMap(List::stream))
                .forEach(
                        file -> {
                            if (file instanceof ManifestEntry entry) {
                                events.add(entry);
                            } else {
                                others.add((SideFile) file);
                            }
                        });
        others.sort(SideFile.ORDER);
        return of(events, others);
    }

    /** All files. */
    public Stream<CommittedFile> all() {
        return Stream.concat(entries.stream(), sides.stream());
    }

    /** The events files, in order. */
    public List<ManifestEntry> entries() {
        return Collections.unmodifiableList(entries);
    }

    /** The files of the other datasets. */
    public List<SideFile> sides() {
        return sides;
    }

    /** Replaces {@link #FILE} in the output folder atomically. */
    public void write(Path output) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        AtomicFile.write(
                output.resolve(FILE),
                out -> {
                    for (ManifestEntry entry : entries) {
                        line(mapper.writeValueAsString(entry.json(mapper)), out);
                    }
                    for (SideFile side : sides) {
                        line(mapper.writeValueAsString(side.json(mapper)), out);
                    }
                });
    }

    private static void line(String json, OutputStream out) throws IOException {
        out.write(json.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }

    /** Number of committed events files. */
    public int files() {
        return entries.size();
    }

    /** Rows of all files. */
    public long rows() {
        return entries.stream().map(ManifestEntry::facts).mapToLong(EventFileFacts::rows).sum();
    }

    /** Bytes of all files. */
    public long bytes() {
        return entries.stream().mapToLong(ManifestEntry::bytes).sum();
    }

    /** Number of hours with events, counted per lane. */
    public long hours() {
        record LaneHour(LaneId lane, long hour) {}
        return entries.stream()
                .map(entry -> new LaneHour(entry.facts().lane(), entry.hour()))
                .distinct()
                .count();
    }
}
