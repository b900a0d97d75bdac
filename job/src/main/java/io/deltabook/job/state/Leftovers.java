// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.state;

import io.deltabook.job.output.InProgressFiles;
import io.deltabook.job.storage.Folders;
import io.deltabook.job.storage.Place;
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
 * Files that earlier attempts left behind and that nothing needs any more. They are listed before
 * the job starts, while nothing else writes, and deleted once the job has completed a checkpoint of
 * its own: until then a part in progress may belong to a commit that the restored checkpoint still
 * owes.
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

    /** Nothing to delete. */
    public static Leftovers none() {
        return new Leftovers(List.of(), List.of());
    }

    /**
     * Lists what becomes obsolete once the restored job has completed a checkpoint of its own:
     * parts in progress, all other restore points, and shared state that the restored one does not
     * reference. Incomplete checkpoints are deleted at once, because the job reuses their numbers.
     *
     * @param restored the restore point to resume from
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

    /** Deletes everything at once if nothing is restored, since no commit is owed then. */
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
            if (!Place.exists(folder.resolve(RestorePoints.METADATA))) {
                Folders.delete(folder);
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Place.isFolder(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isRegularFile).toList();
        }
    }

    /**
     * Deletes what was listed and still exists; a file that cannot be deleted is logged and kept.
     *
     * @return number of parts in progress deleted
     */
    public int delete() {
        int deleted = 0;
        for (Path part : parts) {
            try {
                deleted += Files.deleteIfExists(part) ? 1 : 0;
            } catch (IOException e) {
                LOG.warn("[{}] is obsolete, but could not be deleted", part, e);
            }
        }
        for (Path snapshot : snapshots) {
            try {
                Folders.delete(snapshot);
            } catch (IOException e) {
                LOG.warn("[{}] is obsolete, but could not be deleted", snapshot, e);
            }
        }
        return deleted;
    }
}
