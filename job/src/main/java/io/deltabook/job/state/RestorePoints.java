// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.state;

import io.deltabook.job.state.RestorePoint.Kind;
import io.deltabook.job.storage.Place;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;

/**
 * The completed checkpoints and savepoints of a state folder. One is complete once it has its
 * {@value #METADATA}, which is written last and holds its number; neither file times nor names
 * decide which is the newest.
 */
public final class RestorePoints {
    static final String METADATA = "_metadata";

    private static final int OLDEST_WITH_ID_IN_FRONT = 2;

    private RestorePoints() {}

    /**
     * The restore point with the highest number, null if there is none.
     *
     * @throws UnreadableRestorePointException if a number cannot be read, which leaves the newest
     *     unknown
     */
    public static RestorePoint newest(StateFolder state) throws IOException {
        return all(state).stream().max(Comparator.comparingLong(RestorePoint::id)).orElse(null);
    }

    /** The newest savepoint, null if there is none; a running job deletes only checkpoints. */
    public static RestorePoint newestSavepoint(StateFolder state) throws IOException {
        return savepoints(state).stream()
                .max(Comparator.comparingLong(RestorePoint::id))
                .orElse(null);
    }

    /**
     * The highest number of a checkpoint, savepoints excluded; 0 if there is none.
     *
     * @throws UnreadableRestorePointException if a number cannot be read, which leaves the newest
     *     unknown
     */
    static long newestCheckpoint(StateFolder state) throws IOException {
        long newest = 0;
        for (Path folder : complete(state.checkpoints())) {
            newest = Math.max(newest, id(folder));
        }
        return newest;
    }

    /**
     * All restore points, in no particular order.
     *
     * @throws UnreadableRestorePointException if a number cannot be read
     */
    static List<RestorePoint> all(StateFolder state) throws IOException {
        List<RestorePoint> snapshots = new ArrayList<>();
        for (Path folder : complete(state.checkpoints())) {
            snapshots.add(new RestorePoint(folder, id(folder), Kind.CHECKPOINT));
        }
        snapshots.addAll(savepoints(state));
        return snapshots;
    }

    private static List<RestorePoint> savepoints(StateFolder state) throws IOException {
        List<RestorePoint> savepoints = new ArrayList<>();
        for (Path folder : complete(state.savepoints())) {
            savepoints.add(new RestorePoint(folder, id(folder), Kind.SAVEPOINT));
        }
        return savepoints;
    }

    private static List<Path> complete(Path folder) throws IOException {
        List<Path> complete = new ArrayList<>();
        for (Path path : folders(folder)) {
            if (Place.exists(path.resolve(METADATA))) {
                complete.add(path);
            }
        }
        return complete;
    }

    /** Subfolders of a folder; none if the folder is absent. */
    static List<Path> folders(Path folder) throws IOException {
        if (!Place.isFolder(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        }
    }

    /**
     * The number of a restore point.
     *
     * @throws UnreadableRestorePointException if it cannot be read
     */
    public static long id(Path folder) throws UnreadableRestorePointException {
        Path file = folder.resolve(METADATA);
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            int magic = in.readInt();
            int version = in.readInt();
            if (magic != Checkpoints.HEADER_MAGIC_NUMBER || version < OLDEST_WITH_ID_IN_FRONT) {
                throw new IOException(
                        "it does not start with the magic number of Flink's checkpoint metadata");
            }
            return in.readLong();
        } catch (IOException e) {
            throw new UnreadableRestorePointException(file, e);
        }
    }
}
