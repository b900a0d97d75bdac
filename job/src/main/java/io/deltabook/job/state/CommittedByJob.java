// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.state;

import io.deltabook.job.operator.CommitListener;
import io.deltabook.job.storage.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a job on a cluster notes itself of its newest committed checkpoint. Whoever watches the job
 * may be gone when it is stopped with a savepoint that lies elsewhere: then only this tells that
 * the checkpoints in the state are too old. Each job has a file of its own, which only it writes.
 *
 * @param file path or address of the file
 * @param runId the run
 */
public record CommittedByJob(String file, String runId) implements CommitListener {
    private static final long serialVersionUID = 1L;

    /** What a job of a run notes. */
    public static CommittedByJob of(StateFolder state, String runId, String jobId) {
        return new CommittedByJob(state.commits().resolve(jobId + ".json").toString(), runId);
    }

    @Override
    public void committed(long checkpoint) throws IOException {
        Path path = Place.of(file);
        Files.createDirectories(path.getParent());
        new NewestCheckpoint(runId, checkpoint).write(path);
    }

    /** The newest checkpoint that a job of the run has noted, 0 for none. */
    static long newest(StateFolder state, String runId) throws IOException {
        long newest = 0;
        for (Path file : files(state)) {
            NewestCheckpoint noted = NewestCheckpoint.read(file);
            if (noted != null && noted.runId().equals(runId)) {
                newest = Math.max(newest, noted.checkpoint());
            }
        }
        return newest;
    }

    private static List<Path> files(StateFolder state) throws IOException {
        if (!Place.isFolder(state.commits())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(state.commits())) {
            return files.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
        }
    }
}
