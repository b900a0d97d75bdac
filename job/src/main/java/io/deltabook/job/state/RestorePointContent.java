// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.state;

import io.deltabook.job.OrderBookJob;
import io.deltabook.job.plan.LanePlan;
import io.deltabook.job.source.ReadPositions;
import io.deltabook.job.storage.Disk;
import io.deltabook.job.storage.Place;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.IncrementalKeyedStateHandle.HandleAndLocalPath;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StateObject;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;

/** What a restore point holds: the files it needs, and how far the run had read. */
public final class RestorePointContent {
    private final RestorePoint snapshot;
    private final CheckpointMetadata metadata;
    private final Set<Path> files = new HashSet<>();

    private RestorePointContent(RestorePoint snapshot, CheckpointMetadata metadata) {
        this.snapshot = snapshot;
        this.metadata = metadata;
    }

    /**
     * Reads a restore point and checks that all of its files exist.
     *
     * @throws UnreadableRestorePointException if a file is missing or damaged
     */
    public static RestorePointContent read(RestorePoint snapshot) throws IOException {
        Path file = snapshot.folder().resolve(RestorePoints.METADATA);
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            RestorePointContent content =
                    new RestorePointContent(
                            snapshot,
                            Checkpoints.loadCheckpointMetadata(
                                    in,
                                    RestorePointContent.class.getClassLoader(),
                                    Place.address(snapshot.folder())));
            content.addFiles();
            return content;
        } catch (IOException | RuntimeException e) {
            throw new UnreadableRestorePointException(file, e);
        }
    }

    private void addFiles() throws IOException {
        for (OperatorState operator : metadata.getOperatorStates()) {
            add(operator.getCoordinatorState());
            for (OperatorSubtaskState subtask : operator.getStates()) {
                addAll(subtask.getManagedOperatorState());
                addAll(subtask.getRawOperatorState());
                addAll(subtask.getManagedKeyedState());
                addAll(subtask.getRawKeyedState());
            }
        }
    }

    private void addAll(Iterable<? extends StateObject> handles) throws IOException {
        for (StateObject handle : handles) {
            add(handle);
        }
    }

    private void add(StateObject handle) throws IOException {
        if (handle instanceof OperatorStateHandle operator) {
            add(operator.getDelegateStateHandle());
        } else if (handle instanceof KeyGroupsStateHandle keyed) {
            add(keyed.getDelegateStateHandle());
        } else if (handle instanceof IncrementalRemoteKeyedStateHandle incremental) {
            add(incremental.getMetaDataStateHandle());
            for (HandleAndLocalPath shared : incremental.getSharedState()) {
                add(shared.getHandle());
            }
            for (HandleAndLocalPath own : incremental.getPrivateState()) {
                add(own.getHandle());
            }
        } else if (handle instanceof FileStateHandle file) {
            add(file);
        }
    }

    private void add(FileStateHandle handle) throws IOException {
        Path file = path(handle);
        BasicFileAttributes found = Place.attributes(file);
        if (found == null || !found.isRegularFile()) {
            throw new NoSuchFileException(file + " is missing");
        }
        if (found.size() != handle.getStateSize()) {
            throw new IOException(
                    "[%s] must have %,d bytes, but has %,d"
                            .formatted(file, handle.getStateSize(), found.size()));
        }
        files.add(file);
    }

    private Path path(FileStateHandle handle) {
        return Place.isRemote(snapshot.folder())
                ? Place.of(handle.getFilePath().toString())
                : Path.of(handle.getFilePath().toUri().getPath());
    }

    /**
     * Forces the names of all its files to disk, before anything it owes is committed: the process
     * that created them may have been killed before it did.
     */
    public void force() throws IOException {
        Set<Path> folders = new HashSet<>(Set.of(snapshot.folder()));
        for (Path file : files) {
            folders.add(file.getParent());
        }
        for (Path folder : folders) {
            Disk.createFolders(folder);
            Disk.forceNames(folder);
        }
    }

    /** The restore point itself. */
    public RestorePoint snapshot() {
        return snapshot;
    }

    /** Every state file it needs, besides its own metadata. */
    Set<Path> files() {
        return files;
    }

    /**
     * How far each lane group had been read.
     *
     * @throws UnreadableRestorePointException if that is not recorded in it
     */
    public ReadPositions positions(LanePlan plan) throws IOException {
        try {
            for (OperatorState operator : metadata.getOperatorStates()) {
                if (operator.getOperatorUid().filter(OrderBookJob.SOURCE_UID::equals).isPresent()) {
                    return ReadPositions.of(operator, plan);
                }
            }
            throw new IOException("it has no operator " + OrderBookJob.SOURCE_UID);
        } catch (IOException | RuntimeException e) {
            throw new UnreadableRestorePointException(
                    snapshot.folder().resolve(RestorePoints.METADATA), e);
        }
    }
}
