// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.shared;

import io.deltabook.job.storage.Place;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What a run has written to its output and its state by the time its job starts. Each process of
 * the job looks for it before it does any work: a machine where the same path is another folder
 * would write rows that nobody finds.
 *
 * @param marks the files
 * @param patience how long a process waits for them to appear
 */
public record SharedStorage(List<Mark> marks, Duration patience) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** A network file system may remember for half a minute that there was no such file. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long POLL_MILLIS = 500;

    /** Seen by this process. */
    private static final Set<SharedStorage> SEEN = ConcurrentHashMap.newKeySet();

    /**
     * A file and what no other of its name has in it.
     *
     * @param file its path or address
     * @param nonce part of its text
     */
    public record Mark(String file, String nonce) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    public SharedStorage {
        marks = List.copyOf(marks);
    }

    /**
     * The storage of a job about to start.
     *
     * @param marker the output's marker, which has the run's id in it
     * @param record the record of where the job runs, which has the job's id in it
     */
    public static SharedStorage of(Path marker, String runId, Path record, String jobId) {
        return new SharedStorage(
                List.of(new Mark(marker.toString(), runId), new Mark(record.toString(), jobId)),
                PATIENCE);
    }

    /**
     * Requires that this process sees it.
     *
     * @param host this machine
     * @throws DifferentStorageException if it does not
     * @throws IOException if the storage does not answer
     */
    public void require(String host) throws IOException, InterruptedException {
        if (!SEEN.contains(this)) {
            look(host);
            SEEN.add(this);
        }
    }

    private void look(String host) throws IOException, InterruptedException {
        long start = System.nanoTime();
        for (Mark mark : marks) {
            String fault = fault(mark);
            while (fault != null && System.nanoTime() - start < patience.toNanos()) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
                fault = fault(mark);
            }
            if (fault != null) {
                throw new DifferentStorageException(
                        "not the same storage on [%s]: [%s] must be what the run wrote there when it was started, but %s: mount its folder at the same path on all machines of the cluster, with the right to read and write"
                                .formatted(host, mark.file(), fault));
            }
        }
    }

    /** Null if the file is there as it was written. */
    private static String fault(Mark mark) throws IOException {
        try {
            String text = Files.readString(Place.of(mark.file()), StandardCharsets.UTF_8);
            return text.contains(mark.nonce()) ? null : "is of another run or attempt";
        } catch (NoSuchFileException e) {
            return "does not exist";
        } catch (AccessDeniedException e) {
            return "may not be read";
        }
    }
}
