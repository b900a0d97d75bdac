// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.state.StateFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of working files under a path that Flink can parse. Flink and RocksDB split their list
 * of folders at commas and path separators; a state folder with one of these in its path is
 * replaced by a link in the system's temporary folder.
 */
final class WorkingFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkingFolder.class);

    private final Path path;
    private final Path linkFolder;

    private WorkingFolder(Path path, Path linkFolder) {
        this.path = path;
        this.linkFolder = linkFolder;
    }

    /** Creates the folder. */
    static WorkingFolder create(StateFolder state) throws IOException, CommandFailure {
        Path folder = state.workingFiles();
        state.createWorkingFiles();
        if (!isSplit(folder)) {
            return new WorkingFolder(folder, null);
        }
        Path linkFolder = Files.createTempDirectory("deltabook-");
        if (isSplit(linkFolder)) {
            Files.delete(linkFolder);
            throw CommandFailure.badInput(
                    "[%s] state must have neither ',' nor '%s' in its path, because Flink splits paths there, but has: choose another --state"
                            .formatted(state.path(), File.pathSeparator));
        }
        return new WorkingFolder(
                Files.createSymbolicLink(linkFolder.resolve("tmp"), folder), linkFolder);
    }

    private static boolean isSplit(Path path) {
        return path.toString().contains(",") || path.toString().contains(File.pathSeparator);
    }

    /** The path to pass to Flink. */
    Path path() {
        return path;
    }

    /** Deletes the link; the folder is deleted with the state. */
    @Override
    public void close() {
        if (linkFolder == null) {
            return;
        }
        try {
            Files.deleteIfExists(path);
            Files.deleteIfExists(linkFolder);
        } catch (IOException e) {
            LOG.warn("[{}] is obsolete, but could not be deleted", linkFolder, e);
        }
    }
}
