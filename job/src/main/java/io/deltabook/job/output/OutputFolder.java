// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.SeedPoint;
import io.deltabook.job.storage.AtomicFile;
import io.deltabook.job.storage.Disk;
import io.deltabook.job.storage.Folders;
import io.deltabook.job.storage.Place;
import io.deltabook.job.storage.SmallFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ownership of an output folder. A run claims its folder by creating the marker {@value #MARKER},
 * which only one process can do; a folder that contains another run is refused. {@link OutputLock}
 * decides who may change the folder now.
 */
public final class OutputFolder {
    /** Marker of the run that writes here. */
    public static final String MARKER = "_deltabook.json";

    /** Prefix of a marker's name while it is being written. */
    private static final String UNNAMED = '.' + MARKER + '.';

    private static final String STATE = "state";
    private static final String BOOK = "book";
    private static final String LANES = "lanes";
    private static final String SEEDS = "seeds";
    private static final String EXCHANGE = "exchange";
    private static final String SYMBOL = "symbol";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Logger LOG = LoggerFactory.getLogger(OutputFolder.class);

    private final Path path;
    private final String runId;
    private final String fingerprint;
    private final List<LaneId> lanes;
    private final BookBounds bounds;
    private SortedMap<LaneId, SeedPoint> seeds = Collections.emptySortedMap();
    private Path state;
    private boolean isCreator;

    private OutputFolder(
            Path path, String runId, String fingerprint, List<LaneId> lanes, BookBounds bounds) {
        this.path = path;
        this.lanes = List.copyOf(lanes);
        this.runId = runId;
        this.fingerprint = fingerprint;
        this.bounds = bounds;
    }

    /**
     * Claims a folder for a new run.
     *
     * @param lock the folder's lock; must be held as long as the run writes there
     * @param runId identifies the run
     * @param fingerprint digest of input and options, compared when the run is resumed
     * @param lanes the planned lanes, each of which has a statistics row once the run has finished
     * @param seeds where an earlier run left the lanes that continue it
     * @param bounds the bounds of its books; null to leave them out
     * @param state the run's state folder; null to leave it out
     * @throws OutputTakenException if the folder is not empty
     */
    public static OutputFolder claim(
            OutputLock lock,
            String runId,
            String fingerprint,
            List<LaneId> lanes,
            SortedMap<LaneId, SeedPoint> seeds,
            BookBounds bounds,
            Path state)
            throws IOException {
        OutputFolder folder = new OutputFolder(lock.output(), runId, fingerprint, lanes, bounds);
        folder.seeds = Collections.unmodifiableSortedMap(seeds);
        folder.state = state;
        folder.isCreator = lock.isCreator();
        requireEmpty(folder.path);
        folder.mark();
        Disk.forceNames(folder.path);
        return folder;
    }

    /**
     * Claims a folder that no process writes to yet, holding its lock only meanwhile.
     *
     * @throws OutputTakenException if it is not empty, or is not a folder and cannot be created
     */
    public static OutputFolder claim(
            Path path, String runId, String fingerprint, List<LaneId> lanes, BookBounds bounds)
            throws IOException {
        try (OutputLock lock = OutputLock.takeNew(path)) {
            return claim(
                    lock, runId, fingerprint, lanes, Collections.emptySortedMap(), bounds, null);
        }
    }

    /**
     * Requires that a folder is empty or does not exist.
     *
     * @throws OutputTakenException if it has content
     */
    public static void requireEmpty(Path path) throws IOException {
        for (String content : content(Folders.namesIfAny(path))) {
            throw taken(path, content);
        }
    }

    /** Only one of two processes can create the marker, and it appears complete or not at all. */
    private void mark() throws IOException {
        if (Place.isRemote(path)) {
            markInStore();
            return;
        }
        Path unnamed = path.resolve(UNNAMED + UUID.randomUUID());
        try {
            write(unnamed);
            try {
                Files.createLink(path.resolve(MARKER), unnamed);
            } catch (FileAlreadyExistsException e) {
                throw taken(path, MARKER);
            } catch (UnsupportedOperationException | FileSystemException e) {
                markWithoutLinks(unnamed);
            }
        } finally {
            Files.deleteIfExists(unnamed);
        }
        deleteUnnamed();
    }

    /** Its lease prevents others from creating the marker since the folder was seen empty. */
    private void markInStore() throws IOException {
        Path marker = path.resolve(MARKER);
        byte[] bytes = MAPPER.writeValueAsBytes(json());
        AtomicFile.write(marker, out -> out.write(bytes));
    }

    /** The folder's lock prevents others from creating the marker in between. */
    private void markWithoutLinks(Path unnamed) throws IOException {
        if (Files.exists(path.resolve(MARKER))) {
            throw taken(path, MARKER);
        }
        Files.move(unnamed, path.resolve(MARKER), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Deletes what a process left behind that died while it wrote the marker. */
    private void deleteUnnamed() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().startsWith(UNNAMED)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private void write(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            Disk.writeFully(channel, ByteBuffer.wrap(MAPPER.writeValueAsBytes(json())));
            Disk.force(channel, file);
        }
    }

    private ObjectNode json() {
        ObjectNode marker = MAPPER.createObjectNode();
        marker.put("run_id", runId);
        marker.put("fingerprint", fingerprint);
        if (state != null) {
            marker.put(STATE, state.toString());
        }
        ArrayNode planned = marker.putArray(LANES);
        for (LaneId lane : lanes) {
            planned.addObject().put(EXCHANGE, lane.exchange()).put(SYMBOL, lane.symbol());
        }
        if (!seeds.isEmpty()) {
            SeedMarks.write(seeds, marker.putArray(SEEDS));
        }
        if (bounds != null) {
            bounds.writeTo(marker.putObject(BOOK));
        }
        return marker;
    }

    /** The names in a folder that are not deltabook's own hidden ones. */
    private static List<String> content(Set<String> names) {
        return names.stream()
                .filter(name -> !name.startsWith(UNNAMED) && !name.equals(OutputLock.NAME))
                .sorted()
                .toList();
    }

    private static OutputTakenException taken(Path path, String content) {
        return new OutputTakenException(
                "[%s] output must be new or empty, but has %s; choose another --output"
                        .formatted(path, content));
    }

    /**
     * Opens the folder of an earlier run.
     *
     * @throws IOException if it has no readable marker
     */
    public static OutputFolder open(Path path) throws IOException {
        Path marker = path.resolve(MARKER);
        if (!Files.isRegularFile(marker)) {
            throw new IOException(
                    "[%s] must be the output of a run, but has no %s".formatted(path, MARKER));
        }
        JsonNode json;
        try {
            json = MAPPER.readTree(SmallFile.read(marker));
        } catch (IOException e) {
            throw new IOException("[%s] must be JSON: %s".formatted(marker, e.getMessage()), e);
        }
        OutputFolder folder =
                new OutputFolder(
                        path,
                        text(json, "run_id", marker),
                        text(json, "fingerprint", marker),
                        lanes(json, marker),
                        json.has(BOOK) ? BookBounds.read(json.get(BOOK), marker) : null);
        folder.seeds = SeedMarks.read(json.path(SEEDS), marker);
        folder.state = json.has(STATE) ? path(text(json, STATE, marker), marker) : null;
        return folder;
    }

    private static List<LaneId> lanes(JsonNode json, Path marker) throws IOException {
        List<LaneId> lanes = new ArrayList<>();
        for (JsonNode lane : json.path(LANES)) {
            lanes.add(new LaneId(text(lane, EXCHANGE, marker), text(lane, SYMBOL, marker)));
        }
        return lanes;
    }

    private static Path path(String text, Path marker) throws IOException {
        try {
            return Place.of(text);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "[%s] %s must be a path, but is not: %s"
                            .formatted(marker, STATE, e.getMessage()),
                    e);
        }
    }

    private static String text(JsonNode json, String key, Path marker) throws IOException {
        JsonNode value = json.get(key);
        if (value == null || !value.isTextual()) {
            throw new IOException("[%s] must have a text %s".formatted(marker, key));
        }
        return value.textValue();
    }

    /**
     * The same run with lanes that have come to its input since; its marker is replaced.
     *
     * @param newFingerprint digest of its input by now
     */
    public OutputFolder replanned(String newFingerprint, List<LaneId> planned) throws IOException {
        OutputFolder folder = new OutputFolder(path, runId, newFingerprint, planned, bounds);
        folder.seeds = seeds;
        folder.state = state;
        byte[] bytes = MAPPER.writeValueAsBytes(folder.json());
        AtomicFile.write(path.resolve(MARKER), out -> out.write(bytes));
        return folder;
    }

    /** Whether nothing but its marker has been written to it. */
    public boolean isUnused() throws IOException {
        return content(Folders.names(path)).equals(List.of(MARKER));
    }

    /**
     * Gives the folder back if the run ended before it wrote anything.
     *
     * @return whether it was given back
     */
    public boolean releaseIfUnused() throws IOException {
        if (!isUnused()) {
            return false;
        }
        Files.delete(path.resolve(MARKER));
        if (isCreator) {
            deleteIfEmpty();
        }
        return true;
    }

    /** A held lock leaves its file in the folder; releasing it deletes both. */
    private void deleteIfEmpty() throws IOException {
        try {
            Files.delete(path);
        } catch (DirectoryNotEmptyException e) {
            LOG.debug("[{}] is kept while it is locked", path, e);
        }
    }

    /** Gives back a folder in which nothing is committed; the marker is deleted last. */
    public void releaseUncommitted() throws IOException {
        InProgressFiles.deleteAll(path);
        Files.deleteIfExists(path.resolve(Manifest.FILE));
        Files.deleteIfExists(path.resolve(Summary.FILE));
        if (!Place.isRemote(path)) {
            Files.walkFileTree(path, new EmptyFolders());
        }
        Files.delete(path.resolve(MARKER));
    }

    private final class EmptyFolders extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException error)
                throws IOException {
            if (!folder.equals(path) && content(Folders.names(folder)).isEmpty()) {
                Files.delete(folder);
            }
            return FileVisitResult.CONTINUE;
        }
    }

    public Path path() {
        return path;
    }

    public String runId() {
        return runId;
    }

    /** The run's state folder; null if the marker does not name it. */
    public Path state() {
        return state;
    }

    /** Digest of the input and options that the run was started with. */
    public String fingerprint() {
        return fingerprint;
    }

    /** The planned lanes; empty if the marker does not list them. */
    public List<LaneId> lanes() {
        return lanes;
    }

    /** Where an earlier run left the lanes that continue it. */
    public SortedMap<LaneId, SeedPoint> seeds() {
        return seeds;
    }

    /** The bounds of the run's books, null if the marker does not record them. */
    public BookBounds bounds() {
        return bounds;
    }
}
