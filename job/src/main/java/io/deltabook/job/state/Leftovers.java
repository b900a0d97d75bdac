// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.state;

import io.deltabook.job.output.InProgressFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that earlier attempts left behind and nobody will ask for again. They are listed before the
 * job starts, while nobody else writes, and deleted once it has a completed checkpoint of its own:
 * until then parts in progress may be waiting for the commit that a restored snapshot still owes.
 */
public final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final String CHECKPOINT = "chk-";
    private static final String SHARED = "shared";

    private final List<Path> parts;
    private final List<Path> snapshots;

    private Leftovers(List<Path> parts, List<Path> snapshots) {
        this.parts = parts;
        this.snapshots = snapshots;
    }

    /** None. */
    public static Leftovers none() {
        return new Leftovers(List.of(), List.of());
    }

    /**
     * Lists what will be of no use once the job has restored a snapshot and has one of its own:
     * parts in progress, all other snapshots, and shared state that the restored one does not name.
     * Checkpoints that were not completed go at once, since the job uses their numbers again.
     *
     * @param restored what is restored
     */
    public static Leftovers besides(RestorePointContent restored, StateFolder state, Path output)
            throws IOException {
        List<Path> useless = new ArrayList<>();
        for (RestorePoint other : RestorePoints.all(state)) {
            Path folder = other.folder();
            boolean isNeeded =
                    folder.equals(restored.snapshot().folder())
                            || restored.files().stream().anyMatch(file -> file.startsWith(folder));
            if (!isNeeded) {
                useless.add(folder);
            }
        }
        deleteIncomplete(state);
        Set<Path> needed =
                restored.files().stream().map(Path::getFileName).collect(Collectors.toSet());
        for (Path shared : files(state.checkpoints().resolve(SHARED))) {
            if (!needed.contains(shared.getFileName())) {
                useless.add(shared);
            }
        }
        return new Leftovers(InProgressFiles.below(output), useless);
    }

    /** Deletes all of it at once where nothing is restored, so that nothing waits for a commit. */
    public static void deleteAll(StateFolder state, StateLock lock, String runId, Path output)
            throws IOException {
        state.deleteSnapshots(lock, runId);
        new Leftovers(InProgressFiles.below(output), List.of()).delete();
    }

    private static void deleteIncomplete(StateFolder state) throws IOException {
        List<Path> folders = new ArrayList<>(RestorePoints.folders(state.savepoints()));
        for (Path folder : RestorePoints.folders(state.checkpoints())) {
            if (folder.getFileName().toString().startsWith(CHECKPOINT)) {
                folders.add(folder);
            }
        }
        for (Path folder : folders) {
            if (!Files.exists(folder.resolve(RestorePoints.METADATA))) {
                StateFolder.delete(folder);
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isRegularFile).toList();
        }
    }

    /**
     * Deletes what was listed and is still there; what cannot be deleted is logged and stays.
     *
     * @return how many parts in progress there were
     */
    public int delete() {
        int deleted = 0;
        for (Path part : parts) {
            try {
                deleted += Files.deleteIfExists(part) ? 1 : 0;
            } catch (IOException e) {
                LOG.warn("[{}] is of no use, but could not be deleted", part, e);
            }
        }
        for (Path snapshot : snapshots) {
            try {
                StateFolder.delete(snapshot);
            } catch (IOException e) {
                LOG.warn("[{}] is of no use, but could not be deleted", snapshot, e);
            }
        }
        return deleted;
    }
}
